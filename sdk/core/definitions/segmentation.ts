/**
 * How strongly the background is blurred.
 * @enum
 */
export const ZegoBackgroundBlurLevel = {
  Low: 0,
  Medium: 1,
  High: 2,
} as const;
export type ZegoBackgroundBlurLevel = (typeof ZegoBackgroundBlurLevel)[keyof typeof ZegoBackgroundBlurLevel];

/**
 * What stands behind a person.
 * @enum
 */
export const ZegoBackgroundProcessType = {
  Transparent: 0,
  Color: 1,
  Blur: 2,
  Image: 3,
  Video: 4,
} as const;
export type ZegoBackgroundProcessType = (typeof ZegoBackgroundProcessType)[keyof typeof ZegoBackgroundProcessType];

/**
 * Whether somebody is cut out.
 * @enum
 */
export const ZegoObjectSegmentationState = {
  Off: 0,
  On: 1,
} as const;
export type ZegoObjectSegmentationState = (typeof ZegoObjectSegmentationState)[keyof typeof ZegoObjectSegmentationState];

/**
 * What a person is cut out of.
 * @enum
 */
export const ZegoObjectSegmentationType = {
  AnyBackground: 0,
  GreenScreenBackground: 1,
} as const;
export type ZegoObjectSegmentationType = (typeof ZegoObjectSegmentationType)[keyof typeof ZegoObjectSegmentationType];
