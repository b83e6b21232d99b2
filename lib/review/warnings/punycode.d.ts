/** The package has no types; this is the one function we use. */
declare module 'punycode/punycode.js' {
  const punycode: {
    /** @throws RangeError for an `xn--` label that is none */
    toUnicode(host: string): string;
  };
  export default punycode;
}
