#version 330 core
// Colours a plane's cells by value: a pixel shows the cell under its middle. Where cells are smaller
// than pixels the plane is one of means or marks already, a cell a pixel. Row 0 of the target is the
// top row of the picture.

uniform sampler2D planes[3];  // one plane, or red, green and blue; of a large one a part
uniform ivec2 corners[3];     // the cell that each part begins with
uniform vec2 cells;           // of the plane
uniform sampler2D colours;    // the colour map, 256 x 1
uniform bool as_colour;
uniform bool sparse;          // a plane's zeros are left clear
uniform vec4 region;          // x, y, width, height in cells
uniform vec2 target;          // pixels
uniform float low;
uniform float high;

out vec4 result;

const vec3 not_a_number = vec3(1.0, 0.0, 1.0);

// 0 .. 1 between low and high; the middle where they are one. A NaN stays what it is.
float placed(float value) {
    if (isinf(value)) return value > 0.0 ? 1.0 : 0.0;
    // Halved, no two values are further apart than a float can say.
    float span = high * 0.5 - low * 0.5;
    float t = span > 0.0 ? (value * 0.5 - low * 0.5) / span : 0.5;
    return isnan(value) ? value : clamp(t, 0.0, 1.0);
}

float value_of(sampler2D plane, ivec2 corner, vec2 cell) {
    return placed(texelFetch(plane, ivec2(cell) - corner, 0).r);
}

vec3 mapped(float t) {
    return isnan(t) ? not_a_number : texelFetch(colours, ivec2(int(t * 255.0 + 0.5), 0), 0).rgb;
}

void main() {
    vec2 step = region.zw / target;
    vec2 cell = floor(region.xy + floor(gl_FragCoord.xy) * step + step / 2.0);
    if (any(lessThan(cell, vec2(0.0))) || any(greaterThanEqual(cell, cells))) {
        result = vec4(0.0);
        return;
    }
    if (sparse && !as_colour && texelFetch(planes[0], ivec2(cell) - corners[0], 0).r == 0.0) {
        result = vec4(0.0);
        return;
    }
    float first = value_of(planes[0], corners[0], cell);
    if (!as_colour) {
        result = vec4(mapped(first), 1.0);
        return;
    }
    vec3 colour = vec3(first, value_of(planes[1], corners[1], cell),
                       value_of(planes[2], corners[2], cell));
    bool odd = isnan(colour.r) || isnan(colour.g) || isnan(colour.b);
    result = vec4(odd ? not_a_number : colour, 1.0);
}
