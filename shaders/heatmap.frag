#version 330 core
// Colours a plane's cells by value. A pixel smaller than a cell shows the cell under its middle; a
// larger one shows the mean of the cells under it, from the level of the mipmap whose texels are at
// most half as large as the pixel. Row 0 of the target is the top row of the picture.

uniform sampler2D planes[3];  // one plane, or red, green and blue: a part of one of its levels
uniform ivec2 corners[3];     // the level's texel that each part begins with
uniform vec2 cells;           // of the plane
uniform vec2 texels;          // of the level
uniform sampler2D colours;    // the colour map, 256 x 1
uniform bool as_colour;
uniform vec4 region;          // x, y, width, height in cells
uniform vec2 target;          // pixels
uniform float low;
uniform float high;

out vec4 result;

const vec3 not_a_number = vec3(1.0, 0.0, 1.0);
const int most_texels = 32;  // along one axis of one pixel

// The texels of one axis under a pixel: x the first, y one past the last, and the bounds themselves
// in z and w.
vec4 cover(float start, float step, float count, float across) {
    if (step <= 1.0) {
        float cell = floor(start + step / 2.0);
        float inside = cell >= 0.0 && cell < count ? 1.0 : 0.0;
        float scale = across / count;
        float texel = cell * scale;
        return vec4(floor(texel), floor(texel) + inside, texel, texel + inside);
    }
    float from = max(start, 0.0) * across / count;
    float to = min(start + step, count) * across / count;
    if (to <= from) return vec4(0.0);
    return vec4(floor(from), min(ceil(to), floor(from) + float(most_texels)), from, to);
}

float share(float texel, vec4 bounds) {
    return min(bounds.w, texel + 1.0) - max(bounds.z, texel);
}

float mean_of(sampler2D plane, ivec2 corner, vec4 columns, vec4 rows) {
    float sum = 0.0;
    float area = 0.0;
    for (float row = rows.x; row < rows.y; row += 1.0) {
        float height = share(row, rows);
        for (float column = columns.x; column < columns.y; column += 1.0) {
            float weight = height * share(column, columns);
            sum += weight * texelFetch(plane, ivec2(int(column), int(row)) - corner, 0).r;
            area += weight;
        }
    }
    return sum / area;
}

// 0 .. 1 between low and high; the middle where they are one. A NaN stays what it is.
float placed(float value) {
    if (isinf(value)) return value > 0.0 ? 1.0 : 0.0;
    // Halved, no two values are further apart than a float can say.
    float span = high * 0.5 - low * 0.5;
    float t = span > 0.0 ? (value * 0.5 - low * 0.5) / span : 0.5;
    return isnan(value) ? value : clamp(t, 0.0, 1.0);
}

vec3 mapped(float t) {
    return isnan(t) ? not_a_number : texelFetch(colours, ivec2(int(t * 255.0 + 0.5), 0), 0).rgb;
}

void main() {
    vec2 step = region.zw / target;
    vec2 start = region.xy + floor(gl_FragCoord.xy) * step;
    vec4 columns = cover(start.x, step.x, cells.x, texels.x);
    vec4 rows = cover(start.y, step.y, cells.y, texels.y);
    if (columns.y <= columns.x || rows.y <= rows.x) {
        result = vec4(0.0);
        return;
    }
    float first = placed(mean_of(planes[0], corners[0], columns, rows));
    if (!as_colour) {
        result = vec4(mapped(first), 1.0);
        return;
    }
    vec3 colour = vec3(first, placed(mean_of(planes[1], corners[1], columns, rows)),
                       placed(mean_of(planes[2], corners[2], columns, rows)));
    bool odd = isnan(colour.r) || isnan(colour.g) || isnan(colour.b);
    result = vec4(odd ? not_a_number : colour, 1.0);
}
