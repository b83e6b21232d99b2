interface NativeApi {
  runtime: {
    /** gone once the extension is */
    id?: string;
    sendMessage(message: object): Promise<{ ok: boolean } | undefined>;
  };
}

/**
 * The browser's own extension API without WXT's module for it, for the scripts that must stay tiny.
 * Both namespaces answer with promises.
 */
export function nativeApi(): NativeApi {
  const { browser, chrome } = globalThis as unknown as { browser?: NativeApi; chrome: NativeApi };
  return browser ?? chrome;
}
