// What may be wrong with a file: each mutant is one small change of its text, made where the TypeScript parser says what stands there.
import ts from 'typescript';

/** Operators and what stands for each: the other side of a boundary, the opposite, the other of two. */
const OPERATORS = new Map([
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['===', ['!==']],
  ['!==', ['===']],
  ['&&', ['||']],
  ['||', ['&&']],
  ['??', ['&&']],
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['+=', ['-=']],
  ['-=', ['+=']],
]);
const SQL = /\b(SELECT|UPDATE|INSERT INTO|DELETE FROM)\b[\s\S]*\b(FROM|SET|VALUES|WHERE|RETURNING)\b/;
/** Within SQL. A condition that is dropped is one that always holds. */
const SQL_CHANGES = [
  { find: /\bWHERE (?!true OR )/g, put: 'WHERE true OR ' },
  { find: /\bAND\b/g, put: 'OR' },
  { find: /\bOR\b/g, put: 'AND' },
  { find: /\bFOR (NO KEY )?UPDATE\b/g, put: '' },
  { find: / >= /g, put: ' > ' },
  { find: / <= /g, put: ' < ' },
  { find: / > /g, put: ' >= ' },
  { find: / < /g, put: ' <= ' },
];
/** Of TypeORM's query builders: their first argument is a condition. */
const CONDITIONS = new Set(['where', 'andWhere', 'having', 'andHaving']);
/** Calls of these say nothing that a test could hear: what is logged is for people. */
const TELLS_PEOPLE = /\b(log|logger)\b\??\.|^super\(/;

const replace = (node, source, text, kind) => ({ start: node.getStart(source), end: node.end, text, kind });

function ofBinary(node, source) {
  const { operatorToken: operator } = node;
  const others = OPERATORS.get(operator.getText(source)) ?? [];
  // Texts are joined by + too: there is no other way to join them.
  const isText = [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  return isText ? [] : others.map((text) => replace(operator, source, text, 'operator'));
}

function ofCondition(condition, source) {
  const text = condition.getText(source);
  return ['true', 'false']
    .filter((value) => value !== text)
    .map((value) => replace(condition, source, value, 'condition'));
}

function ofStatement(node, source) {
  const call = node.expression;
  const kind = ts.isCallExpression(call) || ts.isAwaitExpression(call) ? 'call' : 'statement';
  return TELLS_PEOPLE.test(node.getText(source)) ? [] : [replace(node, source, ';', kind)];
}

function ofReturn({ expression }, source) {
  if (expression === undefined || expression.kind === ts.SyntaxKind.NullKeyword) return [];
  return [replace(expression, source, 'null as never', 'return')];
}

function ofArrow({ body }, source) {
  return ts.isBlock(body) || body.kind === ts.SyntaxKind.NullKeyword
    ? []
    : [replace(body, source, '(null as never)', 'return')];
}

function ofCall(node, source) {
  const { expression, arguments: given } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
  if (CONDITIONS.has(name) && given[0] && ts.isStringLiteralLike(given[0]))
    return [replace(given[0], source, "'true'", 'sql')];
  return [];
}

function ofSql(node, source) {
  const [start, text] = [node.getStart(source), node.getText(source)];
  if (!SQL.test(text)) return [];
  return SQL_CHANGES.flatMap(({ find, put }) =>
    [...text.matchAll(find)].map(({ index, 0: found }) => {
      return { start: start + index, end: start + index + found.length, text: put, kind: 'sql' };
    }),
  );
}

/** A sentence is for people; it may be said in other words. */
const isWording = (text) => text === '' || text.includes(' ') || SQL.test(text);

function ofText(node, source) {
  const { parent } = node;
  const isName = ts.isPropertyAssignment(parent) && parent.name === node;
  return isName || isWording(node.text) ? [] : [replace(node, source, "('' as never)", 'text')];
}

const list = (node, source) => (node.elements.length > 0 ? [replace(node, source, '([] as never[])', 'list')] : []);
const negation = (node, source) =>
  node.operator === ts.SyntaxKind.ExclamationToken
    ? [replace(node, source, node.operand.getText(source), 'negation')]
    : [];

const KINDS = new Map([
  [ts.SyntaxKind.BinaryExpression, ofBinary],
  [ts.SyntaxKind.IfStatement, (node, source) => ofCondition(node.expression, source)],
  [ts.SyntaxKind.ConditionalExpression, (node, source) => ofCondition(node.condition, source)],
  [ts.SyntaxKind.ExpressionStatement, ofStatement],
  [ts.SyntaxKind.ReturnStatement, ofReturn],
  [ts.SyntaxKind.ArrowFunction, ofArrow],
  [ts.SyntaxKind.CallExpression, ofCall],
  [ts.SyntaxKind.PrefixUnaryExpression, negation],
  [ts.SyntaxKind.ArrayLiteralExpression, list],
  [ts.SyntaxKind.StringLiteral, (node, source) => [...ofSql(node, source), ...ofText(node, source)]],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, ofSql],
  [ts.SyntaxKind.TemplateExpression, ofSql],
]);

/** Not looked into: what only types or documents say. */
const isBeside = (node) =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isModuleDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isDecorator(node) ||
  ts.isExportDeclaration(node);

/** All mutants of a file, in order: where, what stands there instead, of which kind, in which line. */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (isBeside(node)) return;
    found.push(...(KINDS.get(node.kind)?.(node, source) ?? []));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((mutant) => ({
    ...mutant,
    file,
    line: source.getLineAndCharacterOfPosition(mutant.start).line + 1,
    was: text.slice(mutant.start, mutant.end),
  }));
}

/** @throws Error when what comes out is no TypeScript: such a mutant would be killed by anything */
export function applied(text, { file, line, start, end, text: put }) {
  const mutated = text.slice(0, start) + put + text.slice(end);
  const { diagnostics = [] } = ts.transpileModule(mutated, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, experimentalDecorators: true },
  });
  if (diagnostics.length > 0) throw new Error(`${file}:${line} cannot be read with ${put}`);
  return mutated;
}
