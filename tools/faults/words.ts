import type { Row } from './Row.ts';

export type Language = 'en' | 'zh';

/** The fault and what must hold, in Chinese, by the number of the rule; `…` stands for what the row's name has in brackets. */
const rows: { readonly [rule: string]: readonly [fault: string, must: string] } = {
  'FAULT-1': ['信令连接被重置并被拒绝 10 秒，UDP 正常', '媒体无间断；其他人毫无察觉；同一会话；RECONNECTING → RECONNECTED'],
  'FAULT-2': ['信令数据包消失 10 秒，UDP 正常', '媒体无间断；其他人毫无察觉；同一会话；5 秒内消息可达'],
  'FAULT-3': ['所有数据包中断 … 后恢复', '恢复后 2 秒内媒体回来；同一会话；其他人看不到 DELETE'],
  'FAULT-4': ['中断时间超过会话保留时间（保留 5 秒）', '其他人收到 DELETE；恢复后建立新会话，一切复原，其他人收到 ADD'],
  'FAULT-5': ['客户端更换网络（…：两网之间的空档，负数表示两网并存的时间）', '2 秒内媒体回来；同一会话；其他人看不到 DELETE'],
  'FAULT-6': ['UDP 从一开始就被封', '通话走 TCP'],
  'FAULT-40': ['UDP 和媒体端口从一开始都被封', '通话经由 TURN'],
  'FAULT-7': ['通话中途 UDP 被封', '3 秒内通话改走 TCP；无人离开'],
  'FAULT-8': ['媒体工作进程被 kill -9', '3 秒内重新出图；会话保留'],
  'FAULT-9': [
    '服务器被 kill -9 后重启，房间里另有 200 个客户端，都在同一个地址之后',
    '监听后 5 秒内全部 RECONNECTED 并恢复推拉流；回连时刻分散',
  ],
  'FAULT-15': ['同一 userID 在别处登录', 'KICKOUT 1002050；不再自动重连；第一个客户端的流结束'],
  'FAULT-16': [
    '推流中的 33 秒 token：一个续期，一个在严格模式下不续期',
    '提前 30 秒 tokenWillExpire；续期则无间断；否则 KICKOUT 1002056，不循环重连，其他人收到 DELETE',
  ],
  'FAULT-17': ['续期的 token 收回了推流权限', 'NO_PUBLISH 与错误码，不再重试；拉流继续；会话保留'],
  'FAULT-18': ['页面刷新、关闭、崩溃（会话保留 5 秒）', '立即离开；崩溃则在会话保留时间之后；流名可再用'],
  'FAULT-19': ['服务端踢人', 'KICKOUT 1002055；不循环重连；其流结束'],
  'FAULT-20': ['摄像头被拔出（真实设备），无替代', 'deviceError 1006006、DELETE；声音、拉流与会话继续；另选一个，5 秒内看到'],
  'FAULT-21': ['页面被浏览器冻结 40 秒', '仍在房间；唤醒后 3 秒内媒体回来；其他人看不到 DELETE'],
  'FAULT-22': [
    '正在用的麦克风被拔出（真实设备），另有一个',
    'deviceError 1006006、DELETE；5 秒内听到另一个；插回：ADD；通话继续',
  ],
  'FAULT-23': ['正在用的麦克风被拔出（真实设备），无替代', 'deviceError 1006006、DELETE；通话继续；另选一个，5 秒内听到'],
  'FAULT-24': ['系统默认麦克风被拔出（真实设备）', '5 秒内听到下一个；DELETE，无 deviceError；通话继续'],
  'FAULT-35': [
    '两个摄像头先后被拔出（真实设备），再插回一个',
    'deviceError 1006006、DELETE；5 秒内看到另一个；全无时 1103061；插回：5 秒内看到',
  ],
  'FAULT-27': [
    '通话中摄像头和麦克风权限被收回',
    'deviceError 1106010 与 1106009；拉流与会话继续；重新授权前 1103064，授权后 5 秒内看到',
  ],
  'FAULT-28': [
    '唯一的麦克风被拔出（真实设备），之后插入另一个',
    'deviceError 1006006、静音、1103061；5 秒内听到新插入的；通话继续',
  ],
  'FAULT-29': ['选定的扬声器被拔出（真实设备）', 'DELETE，无 deviceError；5 秒内从系统扬声器听到；插回：ADD，13 秒内又从它听到'],
  'FAULT-32': [
    '整个浏览器休眠 …（如合上笔记本）',
    '短于会话保留时间：其他人看不到 DELETE；更长：其间 DELETE，醒来自动建立新会话；媒体 3 或 5 秒内回来',
  ],
  'FAULT-34': [
    '通话所在标签页隐藏 75 秒，无人说话，定时器真的被放慢',
    '2 秒内收到消息，声音与质量事件继续，无人离开；回到前台 1 秒内出图',
  ],
  'FAULT-33': ['页面刷新、标签页崩溃、浏览器被杀，同一用户立即回来', '回来后 5 秒内推流，不等旧会话；其他人：DELETE，然后 ADD'],
  'FAULT-25': ['说话时麦克风权限被收回', 'deviceError 1106009；通话继续；重新授权前 1103064，授权后 5 秒内听到'],
  'FAULT-26': ['上行 60 毫秒的包丢失，随后 900 毫秒内所有重传请求也丢失，共 3 次', '画面停顿不到 2.5 秒（中位数）'],
};

/** The quality rows have a table of their own. */
const lines: { readonly [rule: string]: readonly [en: string, zh: string] } = {
  'FAULT-10 (none)': ['no fault', '无故障'],
  'FAULT-10': ['5 % loss', '丢包 5 %'],
  'FAULT-11': ['15 % loss', '丢包 15 %'],
  'FAULT-12': ['30 % loss', '丢包 30 %'],
  'FAULT-13': ['200 ms ± 100 ms', '延迟 200 ms ± 100 ms'],
  'FAULT-14 (up)': ['300 kbit/s, publisher', '300 kbit/s，推流端'],
  'FAULT-14 (down)': ['300 kbit/s, player', '300 kbit/s，拉流端'],
};

/** Names of figures, in Chinese. */
const figures: { readonly [name: string]: string } = {
  'noticed after': '发现用时',
  'bytes through TURN': '经 TURN 的字节数',
  'ann decodes, fps': 'ann 解码帧率',
  'RECONNECTED after return': '恢复后 RECONNECTED',
  'RECONNECTED after': 'RECONNECTED 用时',
  'longest gap at ann': 'ann 最长间断',
  'longest gap at bob': 'bob 最长间断',
  'longest gap at bob 1': 'bob 最长间断 1',
  'longest gap at bob 2': 'bob 最长间断 2',
  'longest gap at bob 3': 'bob 最长间断 3',
  'gap without a fault': '无故障时的间断',
  'a message passes after return': '恢复后消息可达',
  'a message passes after': '消息可达',
  'ann sees bob after': 'ann 看到 bob',
  'bob sees ann after': 'bob 看到 ann',
  'ann hears bob after': 'ann 听到 bob',
  'bob hears ann after': 'bob 听到 ann',
  'sound made up at ann (%)': 'ann 处补偿的声音（%）',
  'sound made up at bob (%)': 'bob 处补偿的声音（%）',
  'ann sees bob after return': '恢复后 ann 看到 bob',
  'bob sees ann after return': '恢复后 bob 看到 ann',
  'states told': '状态',
  'DELETE at bob after': 'bob 收到 DELETE',
  'ADD at bob after return': '恢复后 bob 收到 ADD',
  'first picture after entering': '进入后首帧',
  'pictures after': '出图用时',
  'first picture after playing': '拉流后首帧',
  'received over': '接收走',
  'sent over': '发送走',
  'down for': '停机',
  'pictures and sound after': '出图出声用时',
  'ann hears bob after return': '恢复后 ann 听到 bob',
  'bob hears ann after return': '恢复后 bob 听到 ann',
  'others back': '其他客户端回来',
  'the first after': '第一个',
  'half after': '半数',
  'the last after': '最后一个',
  'most within 250 ms': '250 ms 内最多',
  'KICKOUT after': 'KICKOUT 用时',
  'attempts to come back': '自动重连次数',
  told: '收到',
  'warned before expiry (s)': '到期前提醒（秒）',
  'KICKOUT after login (s)': '登录后 KICKOUT（秒）',
  'renewed: longest gap at bob': '续期者：bob 最长间断',
  'not renewed: DELETE at bob after KICKOUT': '未续期者：KICKOUT 后 bob 收到 DELETE',
  'ended with': '结束码',
  'states of the publisher': '推流状态',
  'still sees bob': '仍看到 bob',
  'reloaded: DELETE at bob after': '刷新：bob 收到 DELETE',
  'closed: DELETE at bob after': '关闭：bob 收到 DELETE',
  'killed: DELETE at bob after': '崩溃：bob 收到 DELETE',
  'told after': '通知用时',
  'the other microphone is heard after': '听到另一个麦克风',
  'heard after another was chosen': '另选后听到',
  'heard after permission': '重新授权后听到',
  'heard after another was plugged in': '插入另一个后听到',
  'heard from the other speaker after': '从另一扬声器听到',
  'heard after it was plugged in again': '插回后听到',
  'bob still hears ann': 'bob 仍听到 ann',
  'picture stands at bob': 'bob 处画面静止',
  'seen after another was chosen': '另选后看到',
  'the other camera is seen after': '看到另一个摄像头',
  'seen after another was plugged in': '插入另一个后看到',
  'seen after permission': '重新授权后看到',
  'asleep for': '休眠时长',
  'timers a second': '每秒定时器次数',
  'messages heard': '收到的消息',
  'the latest after': '最晚的一条',
  'quality told': '质量事件次数',
  'DELETE at bob meanwhile': '其间 bob 收到 DELETE',
  'reloaded: publishing after': '刷新：推流',
  'reloaded: bob sees ann after': '刷新：bob 看到 ann',
  'reloaded: told to bob': '刷新：bob 收到',
  'crashed: publishing after': '崩溃：推流',
  'crashed: bob sees ann after': '崩溃：bob 看到 ann',
  'crashed: told to bob': '崩溃：bob 收到',
  'killed: publishing after': '被杀：推流',
  'killed: bob sees ann after': '被杀：bob 看到 ann',
  'killed: told to bob': '被杀：bob 收到',
  'silence at bob': 'bob 处静音',
  'opening a device meanwhile': '其间打开设备',
  'stream ends when stopped': '停止后流结束',
  'streams left': '留下的流',
  'restored after': '恢复用时',
  'events told': '事件',
  'in the background for': '后台时长',
  'frozen for': '冻结时长',
  failed: '失败',
};

const values: { readonly [value: string]: string } = {
  none: '无',
  nothing: '无',
  yes: '是',
  no: '否',
  never: '一直没有',
  'was not run': '未运行',
};

const ruleOf = (id: string): string => id.replace(/ \(.*/, '');
export const isQuality = ({ id }: Row): boolean => /^FAULT-1[0-4]\b/.test(id);

/** The fault and what must hold, in this language. */
export function wordsOf(row: Row, language: Language): { fault: string; must: string } {
  const zh = rows[ruleOf(row.id)];
  if (language === 'en' || !zh) return row;
  const which = /\((.*)\)/.exec(row.id)?.[1] ?? '';
  return { fault: zh[0].replace('…', which.replace(/ s$/, ' 秒').replace(/ ms$/, ' 毫秒')), must: zh[1] };
}

export function lineOf(row: Row, language: Language): string {
  return lines[row.id]?.[language === 'en' ? 0 : 1] ?? row.fault;
}

export const figureOf = (name: string, language: Language): string => (language === 'zh' && figures[name]) || name;
export const sayingOf = (value: string, language: Language): string => (language === 'zh' && values[value]) || value;

/** What has no words in Chinese yet. */
export function untranslated(row: Row): string[] {
  if (isQuality(row)) return lines[row.id] ? [] : [row.id];
  const missing = rows[ruleOf(row.id)] ? [] : [row.id];
  return [...missing, ...Object.keys(row.figures).filter((name) => !figures[name])];
}
