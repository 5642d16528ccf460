import { fakeCall } from '../../platform/fake/fakeCall.ts';
import { NativeEngine } from '../NativeEngine.ts';
import type { NativeEvents } from '../NativeEvents.ts';
import { FakeMachine } from './FakeMachine.ts';

/** A native engine on a fake platform and a fake machine, with all that it tells written down. */
export function nativeCall() {
  const call = fakeCall();
  const machine = new FakeMachine();
  const events: { event: string; fields: Record<string, unknown> }[] = [];
  let breaks: unknown;
  const native = new NativeEngine<string>({
    core: call.engine,
    platform: call.platform,
    machine,
    scenario: 0,
    tell: (event, fields) => {
      events.push({ event, fields });
      if (breaks) throw breaks;
    },
  });
  return {
    ...call,
    machine,
    native,
    events,
    /** Every listener of the app fails from now on. */
    failWith: (error: unknown) => {
      breaks = error;
    },
    /** The events of one name so far. */
    heard: <K extends keyof NativeEvents>(name: K) =>
      events.filter(({ event }) => event === name).map(({ fields }) => fields as NativeEvents[K]),
    settle: async () => {
      for (let i = 0; i < 3; i++) {
        // Devices wait for the network, and what is sent next for the devices.
        const devices = native.settled();
        await call.platform.settle();
        await devices;
      }
      await call.platform.settle();
    },
    enter: async () => {
      await native.rooms.login('room', { userID: 'ann' }, { token: 'token', isUserStatusNotify: true });
      await call.platform.settle();
    },
  };
}
