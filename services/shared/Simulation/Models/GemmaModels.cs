using static Orchestrator.Simulation.Models.CatalogueEntry;

namespace Orchestrator.Simulation.Models;

/// <summary>Google's. Five of six layers see only the last 1024 tokens, so that long contexts take little memory.</summary>
internal static class GemmaModels
{
    private const int Window = 1024;
    private const ModelCapabilities SeesImages = Chat | ModelCapabilities.Vision;

    public static SimulatedModel[] All =>
        [
            Gemma3("gemma3:4b", ("4.3B", 4_299_915_632), 3_338_801_804, new Layers(34, 2560, 8, 4, 256)),
            Gemma3("gemma3:12b", ("12.2B", 12_187_079_280), 8_149_190_253, new Layers(48, 3840, 16, 8, 256)),
            Gemma3("gemma3:27b", ("27.4B", 27_432_406_640), 17_396_936_941, new Layers(62, 5376, 32, 16, 128)),
        ];

    private static SimulatedModel Gemma3(string name, (string, long) parameters, long bytes, Layers layers) =>
        Model(name, "gemma3", parameters, bytes, 131_072, SeesImages, layers) with
        {
            SlidingBlockCount = layers.Blocks - (layers.Blocks / 6),
            SlidingWindow = Window,
        };
}
