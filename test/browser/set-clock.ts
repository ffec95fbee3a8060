// Loaded before a server, whose clock then goes from the moment that CLOCK says.
const shift = Date.parse(process.env.CLOCK ?? '') - Date.now()

globalThis.Date = new Proxy(Date, {
  construct: (date, given, made) =>
    Reflect.construct(date, given.length === 0 ? [date.now() + shift] : given, made),
  get: (date, name) => (name === 'now' ? () => date.now() + shift : Reflect.get(date, name)),
})
