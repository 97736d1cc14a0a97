/** Version of the engine as results carry it; the same as in package.json, which a test checks. */
export const ENGINE_VERSION = '0.1.0';
