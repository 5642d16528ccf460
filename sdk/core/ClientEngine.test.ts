import { expect, test } from 'vitest';
import { fakeCall } from './platform/fake/fakeCall.ts';

test('[CLIENT-1] smoke', async () => {
  const call = fakeCall();
  await call.login();
  expect(call.reasons()).toEqual(['LOGINING', 'LOGINED']);
  await call.publish(call.engine);
  console.log(call.told, call.server.names(), call.engine.history());
});
