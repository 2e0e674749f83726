{#- The search as it opens, once for all pages; its texts are those of the site. Nothing where there is no index. -#}
{%- if frame.search and frame.search.kinds -%}
{%- set texts = frame.texts -%}
{%- set dialog %}{% include "parts/search.html" %}{% endset -%}
export const DIALOG = {{ dialog|tojson }};
{%- endif %}
