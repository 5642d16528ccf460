/** The programs of the picture filter, GLSL ES 3.00. All of them draw one triangle that covers everything. */

export const everywhere = `#version 300 es
out vec2 at;
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
  at = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export const copy = `#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 at;
out vec4 color;
void main() { color = vec4(texture(picture, at).rgb, 1.0); }`;

/**
 * One direction of a blur that stops at edges: a neighbour counts the less the farther it is and the more it differs
 * (bilateral filter, separated; C. Tomasi and R. Manduchi 1998).
 */
export const blur = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform vec2 pace;
in vec2 at;
out vec4 color;
void main() {
  vec3 here = texture(picture, at).rgb;
  vec3 sum = here;
  float total = 1.0;
  for (int i = -5; i <= 5; i++) {
    if (i == 0) continue;
    vec3 there = texture(picture, at + pace * float(i)).rgb;
    vec3 difference = there - here;
    float weight = exp(-float(i * i) / 14.0 - dot(difference, difference) * 28.0);
    sum += there * weight;
    total += weight;
  }
  color = vec4(sum / total, 1.0);
}`;

/** Everything else in one pass: skin is found by its chroma, whatever its tone, in the blurred picture. */
export const finish = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform sampler2D blurred;
uniform vec2 texel;
uniform float exponent;
uniform vec4 beauty; // whiten, rosy, smooth, sharpen
in vec2 at;
out vec4 color;

const vec3 LUMA = vec3(0.299, 0.587, 0.114);

/** Brightens by luminance, so that hues stay. */
vec3 lift(vec3 c) {
  float light = dot(c, LUMA);
  float wanted = pow(max(light, 0.004), exponent);
  return mix(c * wanted / max(light, 0.004), pow(c, vec3(exponent)), 0.5);
}

float skinOf(vec3 c) {
  vec2 chroma = vec2(dot(c, vec3(-0.169, -0.331, 0.5)), dot(c, vec3(0.5, -0.419, -0.081)));
  float far = length((chroma - vec2(-0.085, 0.09)) / vec2(0.105, 0.08));
  // Dark hair has the same hue.
  return (1.0 - smoothstep(0.7, 1.2, far)) * smoothstep(0.1, 0.3, dot(c, LUMA));
}

void main() {
  vec3 sharp = texture(picture, at).rgb;
  vec3 around = 0.25 * (texture(picture, at + vec2(texel.x, 0.0)).rgb + texture(picture, at - vec2(texel.x, 0.0)).rgb
    + texture(picture, at + vec2(0.0, texel.y)).rgb + texture(picture, at - vec2(0.0, texel.y)).rgb);
  vec3 soft = lift(texture(blurred, at).rgb);
  float skin = skinOf(soft);
  // A little of the pores stays, or skin looks like wax. A dark picture that is lifted is noisy everywhere.
  float noise = (1.0 - exponent) * 0.6;
  float smoothing = max(beauty.z * (0.15 + 0.85 * skin) * 0.9, noise);
  vec3 c = mix(lift(sharp), soft, smoothing);
  vec3 detail = sharp - around;
  // The faintest detail is noise.
  detail *= smoothstep(0.01, 0.06, length(detail)) * beauty.w * 1.5 * (1.0 - 0.8 * skin * beauty.z);
  c += clamp(detail, -0.15, 0.15);
  float whitening = beauty.x * (0.4 + 0.6 * skin);
  vec3 bright = log(1.0 + 3.0 * clamp(c, 0.0, 1.0)) / log(4.0);
  c = mix(c, bright, whitening * 0.7);
  c += skin * beauty.y * vec3(0.055, -0.012, 0.014);
  color = vec4(clamp(c, 0.0, 1.0), 1.0);
}`;
