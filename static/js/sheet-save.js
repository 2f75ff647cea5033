// Saving without leaving the page. What the server does not store stays in its box.

const fieldsOf = (root) => root.querySelectorAll("input[name], select[name]");
const stateOf = (field) =>
  field.type === "checkbox" || field.type === "radio" ? String(field.checked) : field.value;
const keyOf = (field) => (field.type === "radio" ? `${field.name}=${field.value}` : field.name);

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** After a new login in another tab the page's own token is old, the cookie's is not. */
export function renewToken(form) {
  form.elements.csrfmiddlewaretoken.value = cookie("csrftoken") || form.elements.csrfmiddlewaretoken.value;
}

/** Everything as it is sent, by field: what differs later was typed meanwhile. */
function snapshot(form) {
  return new Map([...fieldsOf(form)].map((field) => [keyOf(field), stateOf(field)]));
}

/** A row as the server has it now, with what was typed into the old one meanwhile. */
function put(body, html, sent) {
  const holder = document.createElement("table");
  holder.innerHTML = html;
  const fresh = holder.tBodies[0];
  const typed = [...fieldsOf(body)].filter(
    (field) => field.type !== "hidden" && stateOf(field) !== sent.get(keyOf(field)),
  );
  const byKey = new Map([...fieldsOf(fresh)].map((field) => [keyOf(field), field]));
  for (const field of typed) {
    const place = byKey.get(keyOf(field));
    if (place?.type === "checkbox" || place?.type === "radio") {
      place.checked = field.checked;
    } else if (place) {
      place.value = field.value;
    }
  }
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  body.replaceWith(fresh);
  if (focused?.name) {
    byKey.get(keyOf(focused))?.focus();
  }
  return { body: fresh, typed: typed.map((field) => byKey.get(keyOf(field))).filter(Boolean) };
}

/**
 * Send the form. Gives {problem: "offline" | "expired" | "forbidden" | "refused"}, or the server's answer
 * with the fields of its rows that were typed meanwhile.
 */
export async function save(form) {
  renewToken(form);
  const data = new FormData(form);
  const sent = snapshot(form);
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  } catch {
    return { problem: "offline" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    return { problem: "expired" };
  }
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    // To whom a committee is not assigned any more, its sheet is not there.
    return { problem: [403, 404].includes(answer.status) ? "forbidden" : "refused" };
  }
  const found = await answer.json();
  const typed = [];
  const bodies = [];
  for (const [pk, html] of Object.entries(found.rows)) {
    const body = document.getElementById(`row-${pk}`);
    if (body) {
      const fresh = put(body, html, sent);
      typed.push(...fresh.typed);
      bodies.push(fresh.body);
    }
  }
  return { ...found, typed, bodies };
}
