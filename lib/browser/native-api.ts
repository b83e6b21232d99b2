interface NativeApi {
  runtime: {
    /** gone once the extension is */
    id?: string;
    sendMessage(message: object): Promise<{ ok: boolean } | undefined>;
  };
}

/**
 * The browser's own extension API without the polyfill, for the scripts that must stay tiny: the
 * polyfill alone is three times their size. Both namespaces answer with promises.
 */
export function nativeApi(): NativeApi {
  const { browser, chrome } = globalThis as unknown as { browser?: NativeApi; chrome: NativeApi };
  return browser ?? chrome;
}
