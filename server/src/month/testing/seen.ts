/** Who was called for what, through all of the month: for cuts in rates, for the campaign, or held out of it. */
export interface Seen {
  readonly cuts: Set<string>
  readonly listed: Set<string>
  readonly heldOut: Set<string>
}
