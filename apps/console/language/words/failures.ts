/** What can go wrong, in the words of who uses the console. */
export const failures = {
  OFFLINE: [
    'The server does not answer. Check that it runs and that you are online.',
    '服务器没有响应。请检查服务器是否在运行、网络是否正常。',
  ],
  UNAUTHENTICATED: ['Your session has ended. Sign in again.', '登录已失效，请重新登录。'],
  WRONG_PASSWORD: ['The user name or the password is wrong.', '用户名或密码错误。'],
  FORBIDDEN: ['You are not allowed to do this.', '您没有执行此操作的权限。'],
  BAD_REQUEST: ['Something in it is not right.', '填写的内容有误。'],
  NOT_FOUND: ['It is not there any more.', '它已不存在。'],
  CONFLICT: ['This is not possible now.', '目前无法执行。'],
  TOO_MANY: ['Too many requests. Wait a moment, then try again.', '请求过于频繁，请稍后再试。'],
  TOO_MANY_WAIT: ['Too many attempts. Try again in {seconds} s.', '尝试次数过多，请在 {seconds} 秒后重试。'],
  WITH_DETAIL: ['{sentence} ({detail})', '{sentence}（{detail}）'],
  INTERNAL: ['The server failed. Its log says why.', '服务器内部错误，原因见服务器日志。'],
} as const satisfies { [key: string]: readonly [string, string] };
