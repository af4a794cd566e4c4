using System.Text;
using Orchestrator.Simulation.Speeds;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Speeds;

public sealed class SpeedFitTests
{
    private const string Measurements = "perf/perf_calibration.csv";
    private const string Header =
        "source,engine,hardware,gpu_count,model,params_b,active_b,quant,prompt_tokens,gen_tokens,context,prompt_tps,gen_tps,ttft_ms,load_s,mem_or_vram_gb,power_w,notes\n";

    [ExternalDataFact(Measurements)]
    public void The_checked_in_table_is_what_the_measurements_give()
    {
        using var file = File.OpenRead(ExternalDataFactAttribute.PathOf(Measurements));
        var fitted = SpeedFit.Fit(SpeedRows.Read(file));

        // The way to renew it: name the file of the repository in this variable and run this test.
        if (Environment.GetEnvironmentVariable("ORCHESTRATOR_SPEEDS_FILE") is { Length: > 0 } path)
        {
            File.WriteAllText(path, SpeedFile.Write(fitted) + "\n");
        }

        Assert.Equal(SpeedTable.Fitted.Gpus.Select(gpu => gpu.Name), fitted.Gpus.Select(gpu => gpu.Name));
        Assert.Equal(SpeedTable.Fitted.Gpus.SelectMany(gpu => gpu.Sources), fitted.Gpus.SelectMany(gpu => gpu.Sources));
        Assert.All(Numbers(SpeedTable.Fitted).Zip(Numbers(fitted)), pair => AssertNear(pair.First, pair.Second));
    }

    private static IEnumerable<double> Numbers(FittedSpeeds speeds) =>
        speeds
            .Gpus.SelectMany(gpu => new[] { gpu.Prefill, gpu.Decode })
            .SelectMany(line => new[] { line.UnitsPerSecond, line.OverheadSeconds, line.Rows, line.MedianError ?? -1 })
            .Concat([speeds.MixturePrefillFactor, speeds.MixtureDecodeFactor, speeds.Load.BytesPerSecond]);

    // The file has five digits.
    private static void AssertNear(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-3 * Math.Abs(expected) + 1e-9, $"{expected} is {actual} now");

    [Fact]
    public void A_line_is_found_again_through_a_fifth_of_wild_outliers()
    {
        var random = new Random(7);
        var points = Enumerable
            .Range(1, 50)
            .Select(x =>
                (X: (double)x, Seconds: ((2.0 * x) + 5) * (x % 5 == 0 ? 10 : 1 + (0.05 * (random.NextDouble() - 0.5))))
            )
            .ToArray();
        var line = RobustLine.Through(points);
        Assert.InRange(line.Slope, 1.9, 2.1);
        Assert.InRange(line.Offset, 4, 6);
    }

    [Theory]
    [InlineData("Apple M3 Max 64GB", "M3 Max")]
    [InlineData("4090 24GB", "RTX 4090")]
    [InlineData("NVIDIA GeForce RTX 5070", "RTX 5070")]
    [InlineData("4070 Ti 12GB", "RTX 4070 Ti")]
    [InlineData("Ryzen 7 7950X (Nvidia 4070 Ti Super)", "RTX 4070 Ti Super")]
    [InlineData("AMD Radeon RX 7900 XT", "RX 7900 XT")]
    [InlineData("RX 7900 XTX", "RX 7900 XTX")]
    [InlineData("A100 PCIe 80GB", "A100")]
    [InlineData("H100 SXM 80GB", "H100 SXM")]
    [InlineData("RTX 4080 Laptop 12GB", "RTX 4080 Laptop")]
    [InlineData("Some other machine", null)]
    public void Machines_are_recognised_however_they_are_spelt(string hardware, string? name) =>
        Assert.Equal(name, GpuFacts.Of(hardware)?.Name);

    [Theory]
    [InlineData("Qwen3-8B-Q4_K_M.gguf", null, null, 8.0, 8.0)]
    [InlineData("Qwen3.6-35B-A3B", 35.0, null, 35.0, 3.0)]
    [InlineData("llama3 8B", 8.0, null, 8.0, 8.0)]
    [InlineData("LFM2-8B-A1B", 8.0, 1.0, 8.0, 1.0)]
    [InlineData("gpt-oss-20b", null, null, 20.9, 3.6)]
    public void Sizes_are_read_from_names(string model, double? all, double? active, double billions, double used)
    {
        var size = ModelSize.Of(model, all, active);
        Assert.Equal((billions, used), (Math.Round(size!.Value.All / 1e9, 1), Math.Round(size.Value.Active / 1e9, 1)));
    }

    [Theory]
    [InlineData("gemma-4-E2B-it")]
    [InlineData("Trinity-Mini 26B")]
    [InlineData("phi-4")]
    public void Names_that_mislead_or_say_nothing_give_no_size(string model) =>
        Assert.Null(ModelSize.Of(model, null, null));

    [Theory]
    [InlineData("s,e,RTX 4090,1,Qwen3-8B,8,,Q4_K_M,512,128,,5000,120,,,,,", true)]
    [InlineData("s,e,RTX 4090,2,Qwen3-8B,8,,Q4_K_M,512,128,,5000,120,,,,,", false)]
    [InlineData("s,e,RTX 4090,1,Qwen3-8B,8,,Q4_K_M,512,128,,5000,120,,,,,OOM (does not fit)", false)]
    [InlineData("s,e,RTX 4090,1,Qwen3-8B,8,,Q4_K_M,512,128,,5000,120,,,,,spec-decoding", false)]
    [InlineData("s,e,RTX 4090,1,llama3 70B,70,,Q4_K_M,512,128,,50,3,,,,,", false)]
    [InlineData("s,e,Pi 5 - 16GB,1,Qwen3-8B,8,,Q4_K_M,512,128,,50,3,,,,,", false)]
    [InlineData("s,e,RTX 4090,1,Qwen3-8B,8,,Q9_X,512,128,,50,3,,,,,", false)]
    public void Rows_that_say_nothing_about_one_gpu_and_one_request_are_left_out(string row, bool isUsed) =>
        Assert.Equal(isUsed ? 1 : 0, Read(row).Count);

    [Fact]
    public void Speeds_that_cannot_be_are_left_out()
    {
        var row = Assert.Single(Read("s,e,RTX 4090,1,Qwen3-8B,8,,Q4_K_M,512,128,,45000,400,,,,,"));
        Assert.Null(row.PromptTokensPerSecond);
        Assert.Null(row.AnswerTokensPerSecond);
    }

    [Fact]
    public void Where_only_the_first_prompt_was_not_cached_its_time_counts()
    {
        var row = Assert.Single(
            Read("s,e,Apple M3 Max 64GB,1,Qwen3-8B,8,,Q4_K_M,1000,128,,28826,50,,,,,prompt=code cold_ttft_ms=2000.0")
        );
        Assert.Equal(500, row.PromptTokensPerSecond);
    }

    private static IReadOnlyList<SpeedRow> Read(string row) =>
        SpeedRows.Read(new MemoryStream(Encoding.UTF8.GetBytes(Header + row + "\n")));
}
