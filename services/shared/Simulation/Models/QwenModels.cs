using static Orchestrator.Simulation.Models.CatalogueEntry;

namespace Orchestrator.Simulation.Models;

/// <summary>Alibaba's, and DeepSeek's distillation into one of them.</summary>
internal static class QwenModels
{
    private const int Qwen3Context = 40_960;

    public static SimulatedModel[] All => [.. Qwen3(), .. Qwen2()];

    private static SimulatedModel[] Qwen3() =>
        [
            Thinker("qwen3:4b", ("4.0B", 4_022_468_096), 2_620_788_260, new Layers(36, 2560, 32, 8, 128)),
            Thinker("qwen3:8b", ("8.2B", 8_190_735_360), 5_225_388_164, new Layers(36, 4096, 32, 8, 128)),
            Thinker("qwen3:14b", ("14.8B", 14_768_307_200), 9_276_198_565, new Layers(40, 5120, 40, 8, 128)),
            Thinker("qwen3:32b", ("32.8B", 32_762_123_264), 20_201_253_588, new Layers(64, 5120, 64, 8, 128)),
            Thinker("qwen3:30b-a3b", ("30.5B", 30_532_122_624), 18_556_685_856, new Layers(48, 2048, 32, 4, 128)) with
            {
                Family = "qwen3moe",
                ActiveParameterCount = 3_300_000_000,
            },
        ];

    private static SimulatedModel[] Qwen2() =>
        [
            Model(
                "qwen2.5-coder:7b",
                "qwen2",
                ("7.6B", 7_615_616_512),
                4_683_087_332,
                32_768,
                Tools | ModelCapabilities.Insert,
                new Layers(28, 3584, 28, 4, 128)
            ),
            Model(
                "qwen2.5-coder:32b",
                "qwen2",
                ("32.8B", 32_763_876_352),
                19_851_336_384,
                32_768,
                Tools | ModelCapabilities.Insert,
                new Layers(64, 5120, 40, 8, 128)
            ),
            Model(
                "deepseek-r1:14b",
                "qwen2",
                ("14.8B", 14_770_033_664),
                8_988_112_209,
                131_072,
                ToolsAndThinking,
                new Layers(48, 5120, 40, 8, 128)
            ),
        ];

    private static SimulatedModel Thinker(string name, (string, long) parameters, long bytes, Layers layers) =>
        Model(name, "qwen3", parameters, bytes, Qwen3Context, ToolsAndThinking, layers);
}
