/** Lets the framework answer into memory instead of to the reader. */

/** Status, headers and whole body of what `render` answers; the response is left unsent. */
export async function capture(request, response, render) {
  const { write, end, writeHead, flushHeaders } = response;
  const asked = request.headers['accept-encoding'];
  const method = request.method;
  // The body is wanted plain and whole: it is compressed once, after it has been cleaned.
  request.headers['accept-encoding'] = 'identity';
  request.method = 'GET';
  const chunks = [];
  const take = (chunk, encoding) => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return;
    chunks.push(
      typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk,
    );
  };
  const done = new Promise((resolve) => {
    response.end = (chunk, encoding) => {
      take(chunk, encoding);
      resolve();
      return response;
    };
  });
  response.write = (chunk, encoding, callback) => {
    take(chunk, encoding);
    const called = typeof encoding === 'function' ? encoding : callback;
    called?.();
    return true;
  };
  response.writeHead = (status, ...rest) => {
    response.statusCode = status;
    for (const [name, value] of Object.entries(rest.at(-1) ?? {})) response.setHeader(name, value);
    return response;
  };
  response.flushHeaders = () => {};
  try {
    await Promise.race([done, render(request, response).then(() => done)]);
  } finally {
    Object.assign(response, { write, end, writeHead, flushHeaders });
    if (asked === undefined) delete request.headers['accept-encoding'];
    else request.headers['accept-encoding'] = asked;
    request.method = method;
  }
  const status = response.statusCode;
  const headers = { ...response.getHeaders() };
  for (const name of Object.keys(headers)) response.removeHeader(name);
  return { status, headers, body: Buffer.concat(chunks) };
}
