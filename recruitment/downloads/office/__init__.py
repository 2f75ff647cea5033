"""Charts that Office draws and its users edit, made of the same ``ChartSpec`` as the page's."""
