using static Orchestrator.Simulation.Models.CatalogueEntry;

namespace Orchestrator.Simulation.Models;

/// <summary>Meta's, and Mistral's of the same architecture.</summary>
internal static class LlamaModels
{
    public static SimulatedModel[] All =>
        [
            Model(
                "llama3.2:1b",
                "llama",
                ("1.2B", 1_235_814_432),
                1_321_098_329,
                131_072,
                Tools,
                new Layers(16, 2048, 32, 8, 64)
            ) with
            {
                Quantization = "Q8_0",
            },
            Model(
                "llama3.2:3b",
                "llama",
                ("3.2B", 3_212_749_888),
                2_019_393_189,
                131_072,
                Tools,
                new Layers(28, 3072, 24, 8, 128)
            ),
            Model(
                "llama3.1:8b",
                "llama",
                ("8.0B", 8_030_261_312),
                4_920_753_328,
                131_072,
                Tools,
                new Layers(32, 4096, 32, 8, 128)
            ),
            Model(
                "llama3.3:70b",
                "llama",
                ("70.6B", 70_553_706_560),
                42_520_413_916,
                131_072,
                Tools,
                new Layers(80, 8192, 64, 8, 128)
            ),
            Model(
                "mistral:7b",
                "llama",
                ("7.2B", 7_248_023_552),
                4_372_824_384,
                32_768,
                Tools,
                new Layers(32, 4096, 32, 8, 128)
            ),
        ];
}
