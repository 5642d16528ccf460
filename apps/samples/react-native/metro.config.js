const { getDefaultConfig, mergeConfig } = require('@react-native/metro-config');

// Nothing of ours is needed: the package brings what Metro resolves by itself.
module.exports = mergeConfig(getDefaultConfig(__dirname), {});
