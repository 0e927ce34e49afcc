import { ServiceDefinition } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { placeOfMember, schemaAt } from '../../schema/lookup.ts';
import { CONTAINER, resolve, typeName } from '../../schema/schema.ts';
import type { ArrayNode, ObjectNode, PropertyNode, ValueNode } from '../../syntax/node.ts';
import { type FragmentPlace, fragmentsOfList, fragmentsOfMembers } from './fragments.ts';
import { keysOf } from './keys.ts';
import { type OptionMap, options, valuesOfOption } from './logging.ts';
import { serviceKeys, serviceValues } from './services.ts';
import { containerAround, Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';
import { valuesOf } from './values.ts';
import type { KeyPlace, Place, ValuePlace } from './where.ts';

/** What can be written at a place. */
export function suggestionsAt(place: Place): Suggestion[] {
  const { definition } = place;
  if (definition instanceof ServiceDefinition)
    return place.kind === 'key' ? serviceKeys(place, definition) : onlyTyped(serviceValues(place, definition), place);
  return place.kind === 'key' ? keys(place, definition) : onlyTyped(values(place, definition), place);
}

/** Where a reference is being typed, nothing else can follow. */
function onlyTyped(suggestions: Suggestion[], { document, writing }: ValuePlace): Suggestion[] {
  const { word, quoted } = writing;
  const isReference =
    !quoted &&
    (document.language.id === 'yaml' ? word.startsWith('!') : document.language.id === 'hcl' && word.includes('.'));
  return isReference ? suggestions.filter(({ kind }) => kind === 'reference') : suggestions;
}

function keys({ object, own, writing }: KeyPlace, task: TaskDefinition): Suggestion[] {
  const type = typeAt(task, object);
  if (type) {
    const members = keysOf(task, type, object, own, containerAround(task, object));
    const place = PLACES[type];
    // A snippet writes values as well, so it cannot replace a name that already has one.
    if (!place || writing.hasValue) return members;
    return [...members, ...fragmentsOfMembers(place, new Set(members.map(({ label }) => label)))];
  }
  const map = optionMapAt(task, object);
  if (!map) return [];
  const present = new Set(object.properties.flatMap((property) => (property === own ? [] : [property.key.value])));
  return options(map).filter(({ label }) => !present.has(label));
}

const PLACES: Readonly<Record<string, FragmentPlace>> = {
  ContainerDefinition: 'container',
  RegisterTaskDefinitionRequest: 'task',
};

function values({ property, list, own, document }: ValuePlace, task: TaskDefinition): Suggestion[] {
  // The items of a bare list are those of `containerDefinitions`.
  if (list && list === task.root) return item('RegisterTaskDefinitionRequest', 'containerDefinitions', undefined);
  if (!property) return [];
  const map = optionMapAt(task, property.parent);
  if (map) return list ? [] : valuesOfOption(map, property.key.value);
  const place = placeOfMember(task, property);
  if (!place?.type || !place.schema) return [];
  // A list in a list, or an item where no list belongs, has no meaning.
  const isList = resolve(place.schema).type === 'array';
  if (list) return isList && list.parent === property ? item(place.type, place.key, property.parent) : [];
  const spot = new Spot(task, place.type, place.key, property.parent, containerAround(task, property.parent));
  return valuesOf(spot, document.language.id === 'yaml');

  function item(type: string, key: string, owner: ObjectNode | undefined): Suggestion[] {
    const container = owner && containerAround(task, owner);
    const spot = new Spot(task, type, key, owner, container, besides(list!, own));
    return type === 'RegisterTaskDefinitionRequest' ? [...valuesOf(spot), ...fragmentsOfList(key)] : valuesOf(spot);
  }
}

function besides(list: ArrayNode, own: ValueNode | undefined): ValueNode[] {
  return list.items.filter((node) => node !== own);
}

/** The API type of an object. */
function typeAt(task: TaskDefinition, object: ObjectNode): string | undefined {
  if (object === task.root) return 'RegisterTaskDefinitionRequest';
  const schema = schemaAt(task, object);
  if (!schema) return undefined;
  return schema === CONTAINER ? 'ContainerDefinition' : typeName(schema);
}

/** The map of options that an object is, if we know its keys. */
function optionMapAt(task: TaskDefinition, object: ObjectNode): OptionMap | undefined {
  const property: PropertyNode | undefined = object.parent?.kind === 'property' ? object.parent : undefined;
  const place = property && placeOfMember(task, property);
  if (!property || place?.key !== 'options') return undefined;
  const { type } = place;
  if (type !== 'LogConfiguration' && type !== 'FirelensConfiguration') return undefined;
  return { type, task, owner: property.parent, container: containerAround(task, object) };
}
