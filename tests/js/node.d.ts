// The tests' own modules of Node need no types here, and Node's globals would hide mistakes in the browser's code.
declare module "node:*";
