// Four widgets of our own for Decap CMS, and what is put in order before a file is saved.
// Decap reads its settings once this has run: see the end.
"use strict";

window.CMS_MANUAL_INIT = true;

const isTable = (value) => Boolean(value) && typeof value === "object" && typeof value.toJS === "function" && typeof value.push !== "function";
const isList = (value) => Boolean(value) && typeof value === "object" && typeof value.push === "function" && typeof value.toJS === "function";
const isEmpty = (value) => value === null || value === undefined || (typeof value === "string" && value.trim() === "") || ((isTable(value) || isList(value)) && value.size === 0);

// A key with nothing behind it cannot stand in the content: what was left empty is left out.
// Decap forgets the order of the keys of a long table, so they are put in the order of their fields,
// and free keys, which have none, in the order of the file as it was.
function tidied(value, fields = [], raw = "") {
  if (isList(value)) return value.map((part) => tidied(part, fields, raw)).filter((part) => !isEmpty(part));
  if (!isTable(value)) return value;
  const within = (key) => fields.find((field) => field.name === key) || {};
  const tidy = value.map((part, key) => tidied(part, within(key).fields || within(key).parts, raw));
  const place = fields.length ? (key) => (within(key).name ? fields.indexOf(within(key)) : fields.length) : placesIn(raw);
  return tidy.filter((part) => !isEmpty(part)).sortBy((_, key) => place(key));
}

// Decap reads a plain 010 as the number 10, and null as nothing, where our reader reads what is typed.
// A file that holds such a value is not saved; inside quotation marks it is safe.
const PLAIN = /^[ \t]*(?:-[ \t]+)?(?:(?<key>\w+):[ \t]+|(?<=-[ \t]+))(?<value>[-+.\w~]+)[ \t]*$/gm;
const NUMBER = /^[-+]?(?:\.inf|\.nan|0o[0-7]+|0x[\da-f]+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)$/i;
const WORD = /^(?:~|null|Null|NULL|True|TRUE|False|FALSE|\.nan|\.NaN|\.NAN)$/;

function refuseWhatWouldChange(raw) {
  for (const { groups } of raw.matchAll(PLAIN)) {
    const { key, value } = groups;
    if (key !== "precision_km" && (WORD.test(value) || (NUMBER.test(value) && String(Number(value)) !== value))) {
      throw new Error(`this form would change “${value}”. Put it in quotation marks in the file on GitHub first: "${value}"`);
    }
  }
}

// Finds where free keys stand in a file; new ones come last.
function placesIn(raw) {
  return (key) => {
    const words = String(key).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const at = raw.search(RegExp(`(?:^|[{,])[ \\t]*["']?${words}["']?[ \\t]*:`, "m"));
    return at < 0 ? raw.length : at;
  };
}

// Decap's own kind of table cannot be made here, but it hands over some that can be emptied.
const emptyTable = (props) => props.field.clear();

function register(config, ids) {
  const { h, CMS } = window;
  const Select = CMS.getWidget("select").control;
  const Table = CMS.getWidget("object").control;
  const Component = Object.getPrototypeOf(Select);

  // Ids of records that were written into this very file, and that no build has seen yet.
  function writtenHere(props, kinds) {
    const data = props.getEntry().get("data");
    return kinds.flatMap((kind) => {
      const list = isTable(data) ? data.get(`${kind}s`) : null;
      const records = isList(list) ? list.toArray().filter(isTable) : [];
      return records.map((record) => record.get("id")).filter((id) => typeof id === "string" && id);
    });
  }

  function optionsFor(props) {
    const { kinds, known } = ids[props.field.get("ids")];
    const options = known.map(([id, name]) => ({ value: id, label: `${name} (${id})` }));
    const value = isList(props.value) ? props.value.toArray() : [props.value];
    const there = new Set(options.map((option) => option.value));
    for (const id of [...writtenHere(props, kinds), ...value]) {
      if (!isEmpty(id) && !there.has(id)) {
        there.add(id);
        options.push({ value: id, label: String(id) });
      }
    }
    return options;
  }

  // A list of the ids that exist, with their names.
  class Id extends Component {
    shouldComponentUpdate() {
      return true;
    }

    render() {
      const { props } = this;
      // Only a table of Decap's own kind is looked into by its list.
      const options = optionsFor(props).map((option) => emptyTable(props).merge(option));
      return h(Select, { ...props, field: props.field.set("options", options) });
    }
  }

  // A table that may be left out: only where something stands in it, it is asked for the rest.
  class Part extends Table {
    constructor(props) {
      super(props);
      const whole = this.validate;
      this.validate = () => {
        if (this.props.field.get("required") !== false || !isEmpty(tidied(this.props.value))) {
          whole();
        } else {
          for (const part of Object.values(this.childRefs)) this.props.clearFieldErrors(part.props.uniqueFieldId);
        }
      };
    }
  }

  // A list of records whose folded entries are not drawn before somebody unfolds them: an article has many claims.
  class Records extends CMS.getWidget("list").control {
    constructor(props) {
      super(props);
      const unfolded = new Set();
      const whole = this.renderItem;
      this.renderItem = (item, index) => {
        const { itemsCollapsed, keys } = this.state;
        if (!itemsCollapsed[index]) unfolded.add(keys[index]);
        const entry = whole(item, index);
        if (unfolded.has(keys[index])) return entry;
        return h(entry.type, { ...entry.props, key: entry.key, children: entry.props.children.slice(0, -1) });
      };
    }
  }

  const button = (text, onClick) => h("button", { type: "button", onClick }, text);
  const complaint = (props, message) => ({ error: { type: "CUSTOM", parentIds: props.parentIds, message } });

  // Other names: one is plain text where there is no more to say of it, else a table with its language and who uses it.
  class Names extends Component {
    shouldComponentUpdate() {
      return true;
    }

    names() {
      const { value, field } = this.props;
      return isList(value) ? value : field.get("parts").clear();
    }

    get(name, key) {
      const value = isTable(name) ? name.get(key) : key === "name" ? name : "";
      return typeof value === "boolean" ? (value ? "yes" : "no") : String(isEmpty(value) ? "" : value);
    }

    set(at, key, text) {
      const name = this.names().get(at);
      const table = isTable(name) ? name : emptyTable(this.props).set("name", name);
      const next = text === "" && key !== "name" ? table.delete(key) : table.set(key, text);
      this.props.onChange(this.names().set(at, next.size === 1 && next.has("name") ? next.get("name") : next));
    }

    // Decap calls this by itself, so it has to know whose it is.
    isValid = () => {
      for (const name of this.names().toArray()) {
        for (const field of this.props.field.get("parts").toArray()) {
          const text = this.get(name, field.get("name"));
          const pattern = field.get("pattern");
          const wrong = text.trim() ? pattern && !RegExp(pattern.first()).test(text) : field.get("required");
          if (wrong) return complaint(this.props, `${field.get("label")}: ${pattern ? pattern.last() : "Write text here."}`);
        }
      }
      return { error: false };
    };

    control(name, at, field) {
      const key = field.get("name");
      const value = this.get(name, key);
      const more = { value, onChange: (event) => this.set(at, key, event.target.value) };
      if (!field.get("ids") && !field.get("options")) return h("input", { type: "text", ...more });
      const options = field.get("ids") ? ids[field.get("ids")].known : field.get("options").toArray().map((option) => [option.get("value"), option.get("label")]);
      return h("select", more, ...choices(options, value));
    }

    render() {
      const { field, onChange, forID, classNameWrapper } = this.props;
      const labelled = (name, at, part) =>
        h("div", { className: "form-label", key: part.get("name") },
          h("label", {}, h("span", {}, part.get("label")), this.control(name, at, part)),
          h("small", {}, part.get("hint").replaceAll("\\", "")));
      const [first, ...others] = field.get("parts").toArray();
      const entries = this.names().toArray().map((name, at) =>
        h("fieldset", { className: "form-name", key: at }, labelled(name, at, first),
          h("details", {}, h("summary", {}, "More about this name"), ...others.map((part) => labelled(name, at, part))),
          button("Remove this name", () => onChange(this.names().delete(at)))));
      return h("div", { className: `${classNameWrapper} form-names`, id: forID }, ...entries, button("Add a name", () => onChange(this.names().push(""))));
    }
  }

  // The choices of a list; what stands in the file is one of them in any case.
  function choices(known, value) {
    const unknown = value && !known.some(([id]) => id === value) ? [[value, value]] : [];
    return [["", ""], ...known, ...unknown].map(([id, name]) => h("option", { value: id, key: id }, id && id !== name ? `${name} (${id})` : name));
  }

  // A table whose keys are free: names of links, or names in a text.
  class Pairs extends Component {
    constructor(props) {
      super(props);
      this.state = { rows: isTable(props.value) ? this.inOrder(props.value) : [] };
    }

    shouldComponentUpdate() {
      return true;
    }

    inOrder(table) {
      const place = placesIn(this.props.getEntry().get("raw") || "");
      const rows = table.entrySeq().toArray().map(([key, value]) => [String(key), String(value)]);
      return rows.sort(([one], [other]) => place(one) - place(other));
    }

    write(rows) {
      this.setState({ rows });
      const whole = rows.filter(([key, value]) => key.trim() && value.trim());
      this.props.onChange(whole.reduce((table, [key, value]) => table.set(key.trim(), value.trim()), emptyTable(this.props)));
    }

    isValid = () => {
      const { field } = this.props;
      const tell = (message) => complaint(this.props, message);
      const names = this.state.rows.map(([key]) => key.trim()).filter(Boolean);
      if (new Set(names).size < names.length) return tell("The same name stands here twice.");
      for (const [key, value] of this.state.rows) {
        if (!key.trim() !== !value.trim()) return tell("Fill in both sides of a line, or remove it.");
        const pattern = value && ((field.get("known") && field.getIn(["known", key])) || field.get("others"));
        if (pattern && !RegExp(pattern.first()).test(value)) return tell(`${key}: ${pattern.last()}`);
      }
      return { error: false };
    };

    value(value, change) {
      const name = this.props.field.get("ids");
      if (!name) return h("input", { type: "text", value, onChange: change, "aria-label": "What it leads to" });
      return h("select", { value, onChange: change, "aria-label": "Whom or what it means" }, ...choices(ids[name].known, value));
    }

    render() {
      const { rows } = this.state;
      const put = (at, side) => (event) => this.write(rows.map((row, index) => (index === at ? (side ? [row[0], event.target.value] : [event.target.value, row[1]]) : row)));
      const lines = rows.map(([key, value], at) =>
        h("div", { className: "form-pair", key: at },
          h("input", { type: "text", value: key, onChange: put(at, 0), "aria-label": "Name" }),
          this.value(value, put(at, 1)),
          button("Remove", () => this.write(rows.filter((_, index) => index !== at)))));
      return h("div", { className: `${this.props.classNameWrapper} form-pairs`, id: this.props.forID }, ...lines, button("Add a line", () => this.setState({ rows: [...rows, ["", ""]] })));
    }
  }

  CMS.registerWidget("id", Id, CMS.getWidget("select").preview);
  CMS.registerWidget("records", Records, CMS.getWidget("list").preview);
  CMS.registerWidget("part", Part, CMS.getWidget("object").preview);
  CMS.registerWidget("names", Names, CMS.getWidget("string").preview);
  CMS.registerWidget("pairs", Pairs, CMS.getWidget("object").preview);
  // A source text is kept to the byte: no front matter, nothing trimmed.
  CMS.registerCustomFormat("plain-text", "md", { fromFile: (body) => ({ body }), toFile: ({ body }) => body });
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const raw = entry.get("raw") || "";
      const fields = fieldsOf(config, entry);
      if (fields[0].name === "body") return undefined;
      refuseWhatWouldChange(raw);
      return tidied(entry.get("data"), fields, raw);
    },
  });
  // Our hints say what to write, and need no word of patterns before them.
  const words = structuredClone(CMS.getLocale("en"));
  words.editor.editorControlPane.widget.regexPattern = "%{fieldLabel}: %{pattern}";
  CMS.registerLocale("en", words);
}

function fieldsOf(config, entry) {
  const collection = config.collections.find(({ name }) => name === entry.get("collection"));
  return collection.files.find(({ name }) => name === entry.get("slug")).fields;
}

async function read(name) {
  const answer = await fetch(name, { cache: "no-cache" });
  return answer.json();
}

document.addEventListener("DOMContentLoaded", async () => {
  const [config, ids] = await Promise.all([read("config.yml"), read("ids.json")]);
  register(config, ids);
  window.CMS.init({ config: { ...config, load_config_file: false } });
});
