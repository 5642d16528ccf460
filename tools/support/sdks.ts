/** What stands above a guide, in both languages. */
export type GuideText = { [L in 'en' | 'zh']: { file: string; title: string; intro: string } };

/** What the documented members of an SDK are called in the list of the public APIs. */
export const documentedAs: { readonly [sdk: string]: string } = {
  web: 'web',
  'react-native': 'reactNative',
  electron: 'electron',
};

/** The SDKs whose support is listed: a folder below `sdk/` with a support.json, and what their guide is called. */
export const sdks: { readonly [name: string]: GuideText } = {
  web: {
    en: {
      file: 'docs/guides/web-sdk.md',
      title: '# What the Web SDK provides',
      intro:
        'Every member of the public Web API, object by object: what this SDK provides, what it provides in part, and what it does not have and answers instead. A test holds this table against the real classes. Members that any call needs name the rules (`docs/spec`) that say how they behave; every rule is proven by tests that carry its id.\n\nAn app written for another cloud loads and runs whatever it calls: members that are not provided exist, and answer with their documented codes (`docs/errors.md`).',
    },
    zh: {
      file: 'docs/guides/web-sdk.zh-CN.md',
      title: '# Web SDK 支持情况',
      intro:
        '下表按对象列出公开 Web API 的全部成员：已支持、部分支持，以及未支持时返回的错误码。测试会用真实的类逐项核对此表。通话必需的成员列出了规定其行为的规则（见 `docs/spec`），每条规则都有带其编号的测试证明。\n\n为其他云编写的应用无论调用什么都能加载和运行：未支持的成员依然存在，并返回文档规定的错误码（见 `docs/errors.md`）。',
    },
  },
  'react-native': {
    en: {
      file: 'docs/guides/react-native-sdk.md',
      title: '# What the React Native SDK provides',
      intro:
        'Every member of the public React Native API, object by object: what this SDK provides, what it provides in part, and what it does not have and answers instead. A test holds this table against the real classes. Members that any call needs name the rules (`docs/spec`) that say how they behave; every rule is proven by tests that carry its id.\n\nAn app written for another cloud loads and runs whatever it calls: members that are not provided exist, their promises resolve, and the code comes as `debugError` and in the `errorCode` of calls that have an answer. Events marked as not provided can be listened to and are never told. Objects that cannot be had (`createMediaPlayer` …) are `null`.',
    },
    zh: {
      file: 'docs/guides/react-native-sdk.zh-CN.md',
      title: '# React Native SDK 支持情况',
      intro:
        '下表按对象列出公开 React Native API 的全部成员：已支持、部分支持，以及未支持时返回的错误码。测试会用真实的类逐项核对此表。通话必需的成员列出了规定其行为的规则（见 `docs/spec`），每条规则都有带其编号的测试证明。\n\n为其他云编写的应用无论调用什么都能加载和运行：未支持的成员依然存在，其 Promise 会正常 resolve，错误码通过 `debugError` 通知，有返回结果的接口也会在 `errorCode` 中给出。标为不支持的事件可以监听，但不会触发。无法创建的对象（`createMediaPlayer` 等）为 `null`。',
    },
  },
  electron: {
    en: {
      file: 'docs/guides/electron-sdk.md',
      title: '# What the Electron SDK provides',
      intro:
        'Every member of the public Electron API, object by object: what this SDK provides, what it provides in part, and what it does not have and answers instead. A test holds this table against the real objects. Members that any call needs name the rules (`docs/spec`) that say how they behave; every rule is proven by tests that carry its id.\n\nAn app written for another cloud loads and runs whatever it calls: members that are not provided exist; the code comes as `onDebugError` and in the answers of calls that have one. Events marked as not provided can be listened to and are never told. Objects that cannot be had (`createMediaPlayer` …) are made, and every member of theirs refuses; members of a screen capture source that are not provided tell `onExceptionOccurred` on it.',
    },
    zh: {
      file: 'docs/guides/electron-sdk.zh-CN.md',
      title: '# Electron SDK 支持情况',
      intro:
        '下表按对象列出公开 Electron API 的全部成员：已支持、部分支持，以及未支持时返回的错误码。测试会用真实的对象逐项核对此表。通话必需的成员列出了规定其行为的规则（见 `docs/spec`），每条规则都有带其编号的测试证明。\n\n为其他云编写的应用无论调用什么都能加载和运行：未支持的成员依然存在，错误码通过 `onDebugError` 通知，有返回结果的接口也会在返回值中给出。标为不支持的事件可以监听，但不会触发。不支持的对象（`createMediaPlayer` 等）仍可创建，其所有成员都会返回错误码；屏幕采集源上未支持的成员会在该对象上触发 `onExceptionOccurred`。',
    },
  },
};
