import {
  GetCallParams,
  GetCallResult,
  GetQualityParams,
  GetQualityResult,
  SearchCallsParams,
  SearchCallsResult,
} from '../records.ts';
import { adminRequest } from '../shape.ts';

/** The newest first. NOT_FOUND, here and below, where no records are kept. */
export const searchCalls = adminRequest({ params: SearchCallsParams, result: SearchCallsResult });
/** NOT_FOUND for a call that is not known (any more). */
export const getCall = adminRequest({ params: GetCallParams, result: GetCallResult });
/** NOT_FOUND for a call that is not known (any more). */
export const getQuality = adminRequest({ params: GetQualityParams, result: GetQualityResult });
