import { createElement, type ReactNode } from 'react';
import { View, type ViewProps } from 'react-native-web';

/** A page has no notch: the whole of it is safe. */
function whole({ style, ...props }: ViewProps): ReactNode {
  return createElement(View, { ...props, style: [{ flex: 1 }, style] });
}

export { whole as SafeAreaProvider, whole as SafeAreaView };
