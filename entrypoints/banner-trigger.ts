import { nativeApi } from '../lib/browser/native-api.ts';

/**
 * On pages whose address alone says that they are worth reading (see CALLING_MATCHES): the first
 * stage of a Rovo MCP sign-in and the sign-in's error page. They are rare, so nothing is watched
 * here: the banner's code is called at once, and reads.
 */
export default {
  main() {
    nativeApi()
      .runtime.sendMessage({ name: 'blockSeen', data: {} })
      .catch(() => undefined);
  },
};
