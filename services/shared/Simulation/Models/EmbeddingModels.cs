using static Orchestrator.Simulation.Models.CatalogueEntry;

namespace Orchestrator.Simulation.Models;

internal static class EmbeddingModels
{
    public static SimulatedModel[] All =>
        [
            Model(
                "nomic-embed-text:latest",
                "nomic-bert",
                ("137M", 136_727_040),
                274_302_450,
                2048,
                ModelCapabilities.Embedding,
                new Layers(12, 768, 12, 12, 64)
            ) with
            {
                Quantization = "F16",
            },
            Model(
                "bge-m3:latest",
                "bert",
                ("567M", 566_703_104),
                1_157_672_605,
                8192,
                ModelCapabilities.Embedding,
                new Layers(24, 1024, 16, 16, 64)
            ) with
            {
                Quantization = "F16",
            },
        ];
}
