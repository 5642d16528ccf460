import { useState } from 'react';
import { SafeAreaView, StatusBar } from 'react-native';
import { Call } from './Call';
import { Entrance, type Entry } from './Entrance';
import { styles } from './styles';

/** Two screens: where to, and the call. `first` fills in the first one's fields. */
export function App({ first }: { first?: Partial<Entry> }) {
  const [entry, setEntry] = useState<Entry>();
  return (
    <SafeAreaView style={styles.screen}>
      <StatusBar barStyle="light-content" />
      {entry ? <Call entry={entry} onLeave={() => setEntry(undefined)} /> : <Entrance first={first} onEnter={setEntry} />}
    </SafeAreaView>
  );
}
