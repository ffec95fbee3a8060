/** Whether what is stored says all that is asked: then it is the same request again, which adds nothing. */
export const saysAll = (stored: object, asked: object): boolean =>
  Object.entries(asked).every(([name, value]) => Reflect.get(stored, name) === value)
