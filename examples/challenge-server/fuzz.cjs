/*
 * Random requests to a running server, made from its OpenAPI document by public generators:
 *
 *   npm install --no-save --prefix /tmp/fuzz openapi-fuzzer-core@1.0.6 json-schema-faker@0.5.6
 *   NODE_PATH=/tmp/fuzz/node_modules node examples/challenge-server/fuzz.cjs [SECONDS] [PORT]
 *
 * The first reads a document of Swagger 2.0 and gives wrong paths, methods, parameters and bodies; for it, each choice of
 * the document is drawn anew in each round. The second replaces one value in an example of the document. Prints the
 * statuses, and exits with 1 if an answer had a status from 500 on or none came.
 */
const http = require("http");
const fuzzer = require("openapi-fuzzer-core");
const faker = require("json-schema-faker");

const SECONDS = Number(process.argv[2] || 60);
const PORT = Number(process.argv[3] || 8001);
const JSON_BODY = "application/json";
const LONGEST = 60_000;
const DEPTH = 7;
const DRAWN_PER_EXAMPLE = 12;

const pick = (list) => list[Math.floor(Math.random() * list.length)];

function shuffled(list) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

function send(method, path, body) {
  const data = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((answer) => {
    const headers = data === undefined ? {} : { "content-type": JSON_BODY, "content-length": Buffer.byteLength(data) };
    const request = http.request({ host: "127.0.0.1", port: PORT, method: method.toUpperCase(), path, headers }, (response) => {
      const isStream = String(response.headers["content-type"]).includes("event-stream");
      let text = "";
      response.on("data", (part) => {
        text += part;
        if (isStream) {
          response.destroy();
        }
      });
      response.on("close", () => answer({ status: response.statusCode, text }));
    });
    request.setTimeout(LONGEST, () => request.destroy(new Error("no answer")));
    request.on("error", (error) => answer({ status: 0, text: error.message }));
    request.end(data);
  });
}

/** A schema in the form of Swagger 2.0: no references, no choices, one type. */
function plain(schemas, schema, depth = 0) {
  if (schema.$ref) {
    return depth > DEPTH ? { type: "object" } : plain(schemas, schemas[schema.$ref.split("/").pop()], depth + 1);
  }
  const choices = schema.oneOf || schema.anyOf;
  if (choices) {
    return plain(schemas, pick(choices), depth + 1);
  }
  if (schema.const !== undefined || schema.enum) {
    const values = schema.enum || [schema.const];
    return { type: "string", enum: values, example: values[0] };
  }
  const named = Array.isArray(schema.type) ? pick(schema.type) : schema.type || (schema.properties ? "object" : "string");
  const found = { ...schema, type: named === "number" ? "integer" : named };
  if (found.type === "object") {
    const properties = Object.entries(schema.properties || {});
    found.properties = Object.fromEntries(properties.map(([name, each]) => [name, plain(schemas, each, depth + 1)]));
  }
  if (found.type === "array") {
    found.items = plain(schemas, schema.items || { type: "string" }, depth + 1);
  }
  return found;
}

function operations(api) {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      parameters: operation.parameters || [],
      body: operation.requestBody && operation.requestBody.content[JSON_BODY],
    })),
  );
}

function swagger(api) {
  const paths = {};
  const definitions = {};
  for (const { path, method, parameters, body } of operations(api)) {
    const all = parameters.map(({ name, in: place, schema }) => ({ name, in: place, ...plain(api.components.schemas, schema) }));
    if (body) {
      const name = (method + path).replace(/\W/g, "_");
      definitions[name] = plain(api.components.schemas, body.schema);
      all.push({ name: "body", in: "body", schema: { $ref: `#/definitions/${name}` } });
    }
    paths[path] = { ...paths[path], [method]: { parameters: all } };
  }
  return { swagger: "2.0", basePath: "", paths, definitions };
}

function* requests(api) {
  for (const { name, request } of fuzzer.swagger(swagger(api))) {
    const text = (value) => encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value));
    const path = request.path.replace(/\{(\w+)\}/g, (all, key) => text((request.pathParams || {})[key] ?? "x"));
    const query = Object.entries(request.queryParams || {}).map(([key, value]) => `${key}=${text(value)}`);
    yield { kind: name, method: request.method, path: query.length ? `${path}?${query.join("&")}` : path, body: request.body };
  }
  for (const { path, method, body } of operations(api)) {
    for (const { value } of Object.values((body && body.examples) || {})) {
      for (let i = 0; i < DRAWN_PER_EXAMPLE; i++) {
        yield { kind: "EXAMPLE", method, path, body: changed(structuredClone(value)) };
      }
    }
  }
}

/** Replaces one value, at any depth. */
function changed(example) {
  let place = example;
  for (;;) {
    const name = pick(Object.keys(place));
    const value = place[name];
    if (value && typeof value === "object" && Object.keys(value).length > 0 && Math.random() < 0.6) {
      place = value;
      continue;
    }
    const type = pick(["integer", "number", "string", "boolean", "null", "array", "object"]);
    place[name] = faker.generate({ type, items: { type: "integer" }, maxItems: 5, additionalProperties: { type: "number" } });
    return example;
  }
}

async function main() {
  const api = JSON.parse((await send("get", "/openapi.json")).text);
  const statuses = {};
  const failures = [];
  const end = Date.now() + 1000 * SECONDS;
  while (Date.now() < end) {
    for (const request of shuffled([...requests(api)])) {
      if (Date.now() >= end) {
        break;
      }
      const { status, text } = await send(request.method, request.path, request.body);
      const kind = `${request.kind} ${status}`;
      statuses[kind] = (statuses[kind] || 0) + 1;
      if (status === 0 || status >= 500) {
        failures.push({ status, request, text: text.slice(0, 300) });
      }
    }
  }
  console.log(statuses);
  failures.slice(0, 10).forEach((failure) => console.log(JSON.stringify(failure).slice(0, 800)));
  console.log(`${Object.values(statuses).reduce((sum, each) => sum + each, 0)} requests, ${failures.length} failures`);
  process.exit(failures.length > 0 ? 1 : 0);
}

main();
