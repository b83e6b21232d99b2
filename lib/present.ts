/**
 * The fields that have a value: those that are undefined, null, empty, false or 0 are left out, so that a
 * record has no key that says nothing.
 */
export function present<T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined | null | false | 0 | ''> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as ReturnType<
    typeof present<T>
  >;
}
