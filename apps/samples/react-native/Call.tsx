import ZegoExpressEngine from '@liuyun/react-native';
import { useState } from 'react';
import { Pressable, ScrollView, Text, View } from 'react-native';
import type { Entry } from './Entrance';
import { styles } from './styles';
import { Tile } from './Tile';
import { useCall } from './useCall';

/** The call: everybody's picture, or name and loudness, and what one can do. */
export function Call({ entry, onLeave }: { entry: Entry; onLeave: () => void }) {
  const { problem, status, others, levels, ready } = useCall(entry);
  const [muted, setMuted] = useState(false);
  const [camera, setCamera] = useState(true);
  const [front, setFront] = useState(true);
  const video = entry.kind === 'video';
  const engine = ZegoExpressEngine.instance();

  return (
    <View style={styles.call}>
      <View style={styles.head}>
        <Text style={styles.room}>{entry.roomID}</Text>
        <Text style={problem ? styles.problem : styles.note}>{problem ?? status}</Text>
      </View>
      <ScrollView contentContainerStyle={styles.tiles}>
        {ready && (
          <Tile
            level={muted ? 0 : (levels[''] ?? 0)}
            microphone={!muted}
            name={`${entry.userID} (you)`}
            picture={video && camera}
            show={video ? (view) => engine.startPreview(view) : undefined}
          />
        )}
        {others.map(({ streamID, name, camera, microphone }) => (
          <Tile
            key={streamID}
            level={levels[streamID] ?? 0}
            microphone={microphone}
            name={name}
            picture={video && camera}
            show={(view) => engine.startPlayingStream(streamID, video ? view : undefined)}
            hide={() => engine.stopPlayingStream(streamID)}
          />
        ))}
      </ScrollView>
      {ready && others.length === 0 && <Text style={styles.alone}>Nobody else is here yet.</Text>}
      <View style={styles.controls}>
        <Control
          label={muted ? 'Unmute' : 'Mute'}
          onPress={() => {
            engine.muteMicrophone(!muted);
            setMuted(!muted);
          }}
        />
        {video && (
          <Control
            label={camera ? 'Camera off' : 'Camera on'}
            onPress={() => {
              engine.enableCamera(!camera);
              setCamera(!camera);
            }}
          />
        )}
        {video && (
          <Control
            label="Turn camera"
            onPress={() => {
              // biome-ignore lint/correctness/useHookAtTopLevel: the SDK's name for it; it is no hook
              engine.useFrontCamera(!front);
              setFront(!front);
            }}
          />
        )}
        <Control danger label="Leave" onPress={onLeave} />
      </View>
    </View>
  );
}

function Control({ label, danger = false, onPress }: { label: string; danger?: boolean; onPress: () => void }) {
  return (
    <Pressable
      accessibilityLabel={label}
      accessibilityRole="button"
      onPress={onPress}
      style={[styles.button, danger && styles.danger]}
    >
      <Text style={styles.buttonText}>{label}</Text>
    </Pressable>
  );
}
