using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Tests.Fleets;

public sealed class FleetFileTests
{
    private const string ManyErrors = """
        name: Wrong
        hots: []
        models:
          - name: own:1b
            parameters: 1B
            active_parameters: 2B
            bytes: lots
            context: 4096
            layers: 16
            heads: 8
            kv_heads: 9
            embedding_length: 1024
            capabilities: [completion, fly]
          - name: own:1b
            parameters: 1B
            bytes: 1 GB
            context: 4096
            kv_bytes_per_token: 1 MB
        hosts:
          - name: a
            count: 0
            gpus: [RTX 409, {name: RTX 3090, vram: 24TB}, {vram: 8GB}]
            disk: fast
            ollama:
              num_paralel: 4
              num_parallel: "4"
              keep_alive: 5 minutes
              kv_cache_type: q5
            slots: 1.5
            queue_limit: -1
            models: [qwen3:8, "qwen3:8b", "qwen3:8b", 'a b']
          - name: a
            gpus: []
            models: own:1b
          - just text
          - name: bad name
            name: again
            gpus: [CPU]
        """;

    [Fact]
    public void All_errors_are_told_at_once_each_with_line_and_field()
    {
        var reading = FleetFile.Read("fleet.yaml", ManyErrors);

        Assert.Null(reading.Value);
        Assert.Equal(
            """
            2 hots: unknown field; the closest is 'hosts'
            6 models[0].active_parameters: more parameters are active than the model has
            7 models[0].bytes: must be an amount of bytes such as 4.7 GB, from 1MB to 4000GB, not 'lots'
            11 models[0].kv_heads: more than 'heads'
            13 models[0].capabilities[1]: must be one of completion, tools, insert, vision, embedding, thinking, not 'fly'
            14 models[1].name: a second model 'own:1b'
            21 hosts[0].count: must be a whole number from 1 to 1000, not '0'
            22 hosts[0].gpus[0]: no speeds are known for a GPU 'RTX 409'; the closest …
            22 hosts[0].gpus[1].vram: must be an amount of memory such as 24GB, from 1GB to 1024GB, not '24TB'
            22 hosts[0].gpus[2].name: is missing
            23 hosts[0].disk: must be a speed such as 3 GB/s, from 1MB/s to 1000GB/s, not 'fast'
            25 hosts[0].ollama.num_paralel: unknown field; the closest is 'num_parallel'
            26 hosts[0].ollama.num_parallel: must be a whole number from 1 to 256, not '4'
            27 hosts[0].ollama.keep_alive: must be a duration such as 90s or 1h30m; a negative one is for ever, not '5 minutes'
            28 hosts[0].ollama.kv_cache_type: must be one of f16, q8_0, q4_0, not 'q5'
            29 hosts[0].slots: must be a whole number from 1 to 256, not '1.5'
            30 hosts[0].queue_limit: must be a whole number from 0 to 100000, not '-1'
            31 hosts[0].models[0]: unknown model 'qwen3:8'; the closest …
            31 hosts[0].models[2]: 'qwen3:8b' is listed twice
            31 hosts[0].models[3]: must be a model's name such as qwen3:8b, not 'a b'
            32 hosts[1].name: a second host 'a'
            33 hosts[1].gpus: is an empty list
            34 hosts[1].models: must be a list, not 'own:1b'
            35 hosts[2]: must be a mapping with fields, not 'just text'
            36 hosts[3].models: is missing
            36 hosts[3].name: may have only letters, digits, '-', '_' and '.', and a letter or digit first
            37 hosts[3].name: given twice, first in line 36
            38 hosts[3].gpus[0]: is no GPU; a host without 'gpus' runs on its CPU
            """,
            string.Join('\n', reading.Problems.Select(Shown))
        );
        Assert.All(reading.Problems, problem => Assert.Equal("fleet.yaml", problem.File));
    }

    [Fact]
    public void A_misspelled_GPU_or_model_is_answered_with_the_closest_names()
    {
        var problems = FleetFile.Read("fleet.yaml", ManyErrors).Problems;

        Assert.Contains(
            "'RTX 4090'",
            problems.Single(problem => problem.Field == "hosts[0].gpus[0]").Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'qwen3:8b'",
            problems.Single(problem => problem.Field == "hosts[0].models[0]").Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_written_is_what_the_host_has()
    {
        var fleet = Good(
            """
            name: one
            models:
              - name: own:1b
                parameters: 1.5B
                active_parameters: 500M
                bytes: 1.1 GB
                context: 8192
                kv_bytes_per_token: 12345
            hosts:
              - name: h
                count: 2
                gpus: [rtx 3090, { name: RTX 3090, vram: 20GB }]
                disk: 3 GB/s
                memory: 128GB
                slots: 6
                queue_limit: 7
                models: [own:1b, QWEN3:8B]
                ollama:
                  num_parallel: 4
                  max_loaded_models: 2
                  max_queue: 100
                  keep_alive: -1
                  context_length: 8192
                  kv_cache_type: q8_0
                  gpu_overhead: 1GB
                  sched_spread: true
                  load_timeout: 10m
            """
        );

        Assert.Equal(["h-1", "h-2"], fleet.Hosts.Select(host => host.Name));
        var host = fleet.Hosts[1];
        Assert.Equal((6, 7), (host.Slots, host.QueueLimit));
        var config = host.Config;
        Assert.Equal(
            [new GpuConfig("RTX 3090", 24L << 30), new GpuConfig("RTX 3090", 20L << 30)],
            config.Gpus.AsEnumerable()
        );
        Assert.Equal((3e9, 128L << 30), (config.DiskBytesPerSecond, config.MainMemoryBytes));
        Assert.Equal((4, 2, 100), (config.NumParallel, config.LoadedModelsMax, config.PendingMax));
        Assert.Equal((KeepAlive.Forever, TimeSpan.FromMinutes(10)), (config.DefaultKeepAlive, config.LoadTimeout));
        Assert.Equal(
            (8192, KvCacheType.Q8, 1L << 30, true),
            (config.DefaultContext, config.KvCacheType, config.GpuOverheadBytes, config.SpreadsOverGpus)
        );
        var own = config.Models["own:1b"];
        Assert.Equal(
            (1_500_000_000, 500_000_000, 1_100_000_000),
            (own.ParameterCount, own.ActiveParameterCount, own.SizeBytes)
        );
        Assert.Equal(12345, own.KvBytesPerToken);
        Assert.Equal(SpeedTable.On(ModelCatalogue.Find("qwen3:8b")!, config.Gpus), config.Models["qwen3:8b"]);
    }

    [Fact]
    public void What_is_not_written_is_as_Ollama_has_it_and_without_GPUs_the_CPU_computes()
    {
        var host = Good("{name: one, hosts: [{name: h, models: [llama3.2:3b]}]}").Hosts[0];

        Assert.Equal(new HostConfig { Gpus = [], Models = host.Config.Models }, host.Config with { Gpus = [] });
        Assert.Equal((1, 32), (host.Slots, host.QueueLimit));
        Assert.InRange(host.Config.Models["llama3.2:3b"].DecodeTokensPerSecond, 1, 60);
    }

    [Fact]
    public void A_model_of_the_file_hides_that_of_the_catalogue()
    {
        var fleet = Good(
            """
            name: one
            models: [{name: qwen3:8b, parameters: 2B, bytes: 1 GB, context: 4096, kv_bytes_per_token: 1 kB}]
            hosts: [{name: h, models: [qwen3:8b]}]
            """
        );

        Assert.Equal(1_000_000_000, fleet.Hosts[0].Config.Models["qwen3:8b"].SizeBytes);
        Assert.Equal(1_000_000_000, fleet.FindModel("qwen3:8b")!.SizeBytes);
    }

    [Fact]
    public void Hosts_are_counted_after_repeating()
    {
        var problem = Assert.Single(
            FleetFile
                .Read(
                    "f",
                    "{name: f, hosts: [{name: a, count: 600, models: [qwen3:8b]}, {name: b, count: 600, models: [qwen3:8b]}]}"
                )
                .Problems
        );

        Assert.Equal(("hosts", "describes 1200 hosts, and at most 1000 are allowed"), (problem.Field, problem.Message));
    }

    [Fact]
    public void A_shape_whose_cache_would_overflow_is_refused()
    {
        var problem = Assert.Single(
            FleetFile
                .Read(
                    "f",
                    """
                    name: f
                    models: [{name: own, parameters: 1B, bytes: 1 GB, context: 4096, layers: 1000, heads: 1024, embedding_length: 1048576}]
                    hosts: [{name: h, models: [own]}]
                    """
                )
                .Problems
        );

        Assert.Equal((2, "models[0]"), (problem.Line, problem.Field));
    }

    private static Fleet Good(string text)
    {
        var reading = FleetFile.Read("fleet.yaml", text);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    // Which names are close depends on tables that grow; that they are told has its own test.
    private static string Shown(FileProblem problem)
    {
        var isTable =
            problem.Field.Contains("gpus", StringComparison.Ordinal)
            || problem.Field.Contains("models", StringComparison.Ordinal);
        var closest = isTable ? problem.Message.IndexOf("; the closest", StringComparison.Ordinal) : -1;
        var message = closest < 0 ? problem.Message : $"{problem.Message[..closest]}; the closest …";
        return $"{problem.Line} {problem.Field}: {message}";
    }
}
