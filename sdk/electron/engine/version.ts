import { publicVersion } from '@liuyun/core/definitions/publicVersion';

declare const __LIUYUN_VERSION__: string | undefined;

/** Version of the SDK; the build puts it in. */
export const version = typeof __LIUYUN_VERSION__ === 'string' ? __LIUYUN_VERSION__ : '0.0.0';

/** What the app is told: the version of the public API whose names these are, then ours. */
export const apiVersion: string = publicVersion('3.25.0', version);
