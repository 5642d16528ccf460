import { useState } from 'react';
import { Pressable, ScrollView, Text, TextInput, View } from 'react-native';
import { askPermissions } from './askPermissions';
import { styles } from './styles';

/** Where to go, as whom, and how. `server` is your own cloud; the AppSign is for trying out: apps that are published use tokens. */
export type Entry = {
  server: string;
  appID: string;
  appSign: string;
  roomID: string;
  userID: string;
  kind: 'voice' | 'video';
};

const fields = [
  { key: 'server', label: 'Server', placeholder: 'wss://rtc.example.com/signalling' },
  { key: 'appID', label: 'AppID', placeholder: '1234567890' },
  { key: 'appSign', label: 'AppSign', placeholder: '64 hexadecimal digits', secret: true },
  { key: 'roomID', label: 'Room', placeholder: 'room1' },
  { key: 'userID', label: 'You', placeholder: 'ann' },
] as const;

const empty: Entry = { server: '', appID: '', appSign: '', roomID: 'room1', userID: '', kind: 'video' };

export function Entrance({ first, onEnter }: { first?: Partial<Entry>; onEnter: (entry: Entry) => void }) {
  const [entry, setEntry] = useState<Entry>({ ...empty, ...first });
  const [refused, setRefused] = useState(false);
  const complete = fields.every(({ key }) => entry[key].trim() !== '');

  const enter = async (kind: Entry['kind']) => {
    if (await askPermissions(kind)) onEnter({ ...entry, kind });
    else setRefused(true);
  };

  return (
    <ScrollView contentContainerStyle={styles.form}>
      <Text style={styles.title}>Liuyun</Text>
      <Text style={styles.note}>
        A voice room, or a video call, with everybody who enters the same room: on phones, in browsers, on desktops.
      </Text>
      {fields.map(({ key, label, placeholder, ...rest }) => (
        <View key={key}>
          <Text style={styles.label}>{label}</Text>
          <TextInput
            accessibilityLabel={label}
            autoCapitalize="none"
            autoCorrect={false}
            onChangeText={(text) => setEntry((before) => ({ ...before, [key]: text }))}
            placeholder={placeholder}
            placeholderTextColor="#6b7280"
            secureTextEntry={'secret' in rest}
            style={styles.input}
            value={entry[key]}
          />
        </View>
      ))}
      {refused && (
        <Text style={styles.problem}>Without the microphone there is no call. Allow it in the settings of your phone.</Text>
      )}
      <View style={styles.row}>
        <Choice label="Voice room" disabled={!complete} onPress={() => enter('voice')} />
        <Choice label="Video call" disabled={!complete} onPress={() => enter('video')} />
      </View>
    </ScrollView>
  );
}

function Choice({ label, disabled, onPress }: { label: string; disabled: boolean; onPress: () => void }) {
  return (
    <Pressable
      accessibilityLabel={label}
      accessibilityRole="button"
      disabled={disabled}
      onPress={onPress}
      style={[styles.button, styles.wide, disabled && styles.faded]}
    >
      <Text style={styles.buttonText}>{label}</Text>
    </Pressable>
  );
}
