import { ZegoTextureView, ZegoView, ZegoViewMode } from '@liuyun/react-native';
import { useEffect, useRef } from 'react';
import { findNodeHandle, Text, View } from 'react-native';
import { styles } from './styles';

type TileProps = {
  name: string;
  /** 0–100 */
  level: number;
  picture: boolean;
  microphone: boolean;
  /** Called once, with the view that is mounted by then. */
  show?: ((view: ZegoView) => unknown) | undefined;
  hide?: () => unknown;
};

/** One person: picture or initial, name, and a bar as loud as they are. */
export function Tile({ name, level, picture, microphone, show, hide }: TileProps) {
  const view = useRef<ZegoTextureView>(null);
  const acts = useRef({ show, hide });

  useEffect(() => {
    const { show, hide } = acts.current;
    const tag = findNodeHandle(view.current);
    if (typeof tag === 'number') show?.(new ZegoView(tag, ZegoViewMode.AspectFill, 0x1f2937));
    return () => {
      hide?.();
    };
  }, []);

  return (
    <View style={[styles.tile, level > 30 && styles.speaking]}>
      <ZegoTextureView ref={view} style={[styles.picture, !picture && styles.hidden]} />
      {!picture && <Text style={styles.initial}>{name.slice(0, 1).toUpperCase()}</Text>}
      <View style={styles.caption}>
        <Text numberOfLines={1} style={styles.name}>
          {name}
        </Text>
        {!microphone && <Text style={styles.muted}>muted</Text>}
      </View>
      <View style={[styles.level, { width: `${Math.round(level)}%` }]} />
    </View>
  );
}
