import { z } from 'zod';
import { pageOf, paging, Time } from '../fields.ts';
import { adminRequest } from '../shape.ts';
import { NewPassword, Role, Username } from './session.ts';

const Administrator = z.object({
  username: z.string(),
  role: Role,
  /** Cannot sign in. */
  disabled: z.boolean(),
  createdAt: Time,
  lastLoginAt: Time.nullable(),
});

export const listAdministrators = adminRequest({ params: z.object(paging), result: z.object(pageOf(Administrator)) });

/** CONFLICT when the name is taken. */
export const createAdministrator = adminRequest({
  params: z.object({ username: Username, password: NewPassword, role: Role }),
  result: Administrator,
  audited: ['username', 'role'],
});

/** What is named is changed; a new password, another role or `disabled` ends their sessions. CONFLICT for the last one with the role admin. */
export const changeAdministrator = adminRequest({
  params: z.object({
    username: Username,
    role: Role.optional(),
    password: NewPassword.optional(),
    disabled: z.boolean().optional(),
  }),
  result: Administrator,
  audited: ['username', 'role', 'disabled'],
});

/** CONFLICT for the last one with the role admin. */
export const deleteAdministrator = adminRequest({
  params: z.object({ username: Username }),
  result: z.object({}),
  audited: ['username'],
});
