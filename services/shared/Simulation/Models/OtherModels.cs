using static Orchestrator.Simulation.Models.CatalogueEntry;

namespace Orchestrator.Simulation.Models;

/// <summary>Microsoft's, OpenAI's and LG's.</summary>
internal static class OtherModels
{
    public static SimulatedModel[] All =>
        [
            Model(
                "phi4:14b",
                "phi3",
                ("14.7B", 14_659_507_200),
                9_053_116_391,
                16_384,
                Chat,
                new Layers(40, 5120, 40, 10, 128)
            ),
            Model(
                "gpt-oss:20b",
                "gptoss",
                ("20.9B", 20_914_757_184),
                13_793_441_244,
                131_072,
                ToolsAndThinking,
                new Layers(24, 2880, 64, 8, 64)
            ) with
            {
                Quantization = "MXFP4",
                ActiveParameterCount = 3_600_000_000,
                SlidingBlockCount = 12,
                SlidingWindow = 128,
            },
            Model(
                "exaone3.5:2.4b",
                "exaone",
                ("2.7B", 2_667_561_216),
                1_644_991_360,
                32_768,
                Chat,
                new Layers(30, 2560, 32, 8, 80)
            ),
            Model(
                "exaone3.5:7.8b",
                "exaone",
                ("7.8B", 7_818_448_896),
                4_771_916_646,
                32_768,
                Chat,
                new Layers(32, 4096, 32, 8, 128)
            ),
        ];
}
