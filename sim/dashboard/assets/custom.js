// Solara's page forbids zooming and names no language; both keep people out.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";
