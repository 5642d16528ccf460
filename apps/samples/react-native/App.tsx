import { useState } from 'react';
import { StatusBar } from 'react-native';
import { SafeAreaProvider, SafeAreaView } from 'react-native-safe-area-context';
import { Call } from './Call';
import { Entrance, type Entry } from './Entrance';
import { styles } from './styles';

/** Two screens: where to, and the call. `first` fills in the first one's fields. */
export function App({ first }: { first?: Partial<Entry> }) {
  const [entry, setEntry] = useState<Entry>();
  return (
    <SafeAreaProvider>
      <SafeAreaView style={styles.screen}>
        <StatusBar barStyle="light-content" />
        {entry ? <Call entry={entry} onLeave={() => setEntry(undefined)} /> : <Entrance first={first} onEnter={setEntry} />}
      </SafeAreaView>
    </SafeAreaProvider>
  );
}
