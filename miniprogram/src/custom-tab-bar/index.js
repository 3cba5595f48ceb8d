// WeChat wants this component when app.json says tabBar.custom. The bar itself is components/McTabbar.vue, drawn inside
// each of the four pages, so that it follows language, theme and large print without a message between components.
Component({})
