"""Django's `translate`, `blocktranslate` and `url`, which keep what they worked out once.

A page has a hundred or more of these tags; Django looks up the text or the address at each one. A
text without variables is kept for each language, the words around variables are joined once, and
the last ten thousand addresses are kept.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, Node
from django.template.base import FilterExpression, Parser, Token, Variable
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.i18n import (
    BlockTranslateNode,
    TranslateNode,
    do_block_translate,
    do_translate,
)
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

register = template.Library()


class KeptText(Node):
    """A `translate` of a text written in the template."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self.asvar, node.asvar = node.asvar, None
        self.node = node
        self.texts: dict[str | None, str] = {}  # by language

    def render(self, context: Context) -> str:
        language = get_language()
        text = self.texts.get(language)
        if text is None:
            text = self.texts[language] = self.node.render(context)
        if not self.asvar:
            return text
        context[self.asvar] = text
        return ""


class KeptWords(BlockTranslateNode):
    """A `blocktranslate`: its text with %(names)s is put together once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joined: dict[int, tuple[str, list[str]]] = {}  # of the singular and of the plural

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        if id(tokens) not in self.joined:
            self.joined[id(tokens)] = super().render_token_list(tokens)
        text, names = self.joined[id(tokens)]
        return text, [*names]  # Django adds to the list


class KeptURL(URLNode):
    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        args = tuple(arg.resolve(context) for arg in self.args)
        url = ""
        try:
            url = address(self.view_name.resolve(context), args, get_urlconf(), get_script_prefix())
        except NoReverseMatch:
            if not self.asvar:
                raise
        if not self.asvar:
            return conditional_escape(url) if context.autoescape else url
        context[self.asvar] = url
        return ""


@lru_cache(maxsize=10_000)
def address(name: str, args: tuple[Any, ...], urlconf: str | None, _prefix: str) -> str:
    """The address of a view; the script prefix is an argument only as a key of the cache."""
    return reverse(name, urlconf, args)


def address_of(name: str, *args: Any) -> str:
    """The address of a view, as `url` writes it."""
    return address(name, args, get_urlconf(), get_script_prefix())


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    node = do_translate(parser, token)
    constant = is_literal(node.filter_expression) and (
        node.message_context is None or is_literal(node.message_context)
    )
    return KeptText(node) if constant and not node.noop else node


def is_literal(expression: FilterExpression) -> bool:
    """Whether it is a text in quotes, without filters."""
    value = expression.var
    is_text = isinstance(value, str) or (isinstance(value, Variable) and value.literal is not None)
    return is_text and not expression.filters


@register.tag
def blocktranslate(parser: Parser, token: Token) -> Node:
    node = do_block_translate(parser, token)
    return KeptWords(
        node.extra_context,
        node.singular,
        node.plural,
        node.countervar,
        node.counter,
        node.message_context,
        trimmed=node.trimmed,
        asvar=node.asvar,
    )


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node = parse_url(parser, token)
    return KeptURL(node.view_name, node.args, node.kwargs, node.asvar)
