using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Logging;

public sealed class FileLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 23, 59, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_line_is_one_json_object_with_time_level_event_values_trace_and_scopes()
    {
        using var span = new Activity("test").Start();
        using (var provider = Provider(new FileLogOptions()))
        {
            provider.SetScopeProvider(new LoggerExternalScopeProvider());
            var logger = provider.CreateLogger("Some.Category");
            using var scope = logger.BeginScope("run {Run}", 7);
            logger.LogWarning(
                new EventId(42),
                new IOException("broken"),
                "Replica {Replica} has \"{Count}\"\nlines: {Ok} {Ratio}.",
                "데모",
                3,
                true,
                0.5
            );
        }

        var line = Assert.Single(Lines());
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("2030-01-01T23:59:00.000Z", json.GetProperty("time").GetString());
        Assert.Equal("Warning", json.GetProperty("level").GetString());
        Assert.Equal("Some.Category", json.GetProperty("category").GetString());
        Assert.Equal(42, json.GetProperty("event").GetInt32());
        Assert.Equal("Replica 데모 has \"3\"\nlines: True 0.5.", json.GetProperty("message").GetString());
        Assert.Contains(
            "System.IO.IOException: broken",
            json.GetProperty("exception").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(span.TraceId.ToHexString(), json.GetProperty("trace").GetString());
        Assert.Equal("데모", json.GetProperty("values").GetProperty("Replica").GetString());
        Assert.Equal(3, json.GetProperty("values").GetProperty("Count").GetInt32());
        Assert.True(json.GetProperty("values").GetProperty("Ok").GetBoolean());
        Assert.Equal("run 7", json.GetProperty("scopes")[0].GetString());
        Assert.Contains("데모", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_day_begins_a_new_file()
    {
        using (var provider = Provider(new FileLogOptions()))
        {
            var logger = provider.CreateLogger("c");
            logger.LogInformation("before");
            WaitForLines(1);
            _clock.Advance(TimeSpan.FromMinutes(2));
            logger.LogInformation("after");
        }

        Assert.Equal(["before", "after"], Messages());
        Assert.Equal(["20300101", "20300102"], Files().Select(file => file.Name.Split('-')[1]));
    }

    [Fact]
    public void A_full_file_is_followed_by_another_and_only_the_newest_are_kept()
    {
        var options = new FileLogOptions { MaxFileBytes = 64 * 1024, RetainedFiles = 3 };
        using (var provider = Provider(options))
        {
            var logger = provider.CreateLogger("c");
            for (var i = 0; i < 100; i++)
            {
                logger.LogInformation("{Number} {Text}", i, new string('x', 5000));
            }
        }

        var files = Files();
        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.InRange(file.Length, 1, 64 * 1024));
        Assert.StartsWith("99 ", Messages()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_files_of_the_own_service_are_cleaned_away()
    {
        var other = Path.Combine(_folder.FullName, "tested-2-20291231-1-001.jsonl");
        File.WriteAllText(other, "");
        File.WriteAllText(Path.Combine(_folder.FullName, "tested-20291231-1-001.jsonl"), "");
        using (var provider = Provider(new FileLogOptions { RetainedFiles = 1 }))
        {
            provider.CreateLogger("c").LogInformation("new");
        }

        Assert.True(File.Exists(other));
        Assert.Equal("new", Assert.Single(Messages()));
        Assert.Equal(2, Files().Count);
    }

    [Fact]
    public async Task A_stuck_disk_never_holds_up_the_caller_and_what_was_lost_is_counted_and_said()
    {
        var gate = new TaskCompletionSource();
        var sink = new StuckSink(gate.Task);
        using (var log = new FileLog(sink, new FileLogOptions { QueueLength = 16 }, _clock))
        {
            log.Add("first\n"u8.ToArray());
            await Wait.ForAsync(sink.IsStuck, "the disk is stuck");
            for (var i = 0; i < 100; i++)
            {
                log.Add("more\n"u8.ToArray());
            }

            Assert.Equal(84, log.Dropped);
            gate.SetResult();
            await Wait.UntilAsync(() => sink.Lines.Count == 18, "all that fitted is written, and the note");
        }

        Assert.Contains("84 log lines were dropped", sink.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_refuses_a_line_ends_nothing()
    {
        var sink = new StuckSink(Task.CompletedTask) { FailuresLeft = 1 };
        using var log = new FileLog(sink, new FileLogOptions(), _clock);

        log.Add("lost\n"u8.ToArray());
        await Wait.UntilAsync(() => log.Dropped == 1, "the loss is counted");
        log.Add("kept\n"u8.ToArray());

        await Wait.UntilAsync(() => sink.Lines.Contains("kept\n"), "the next line is written");
    }

    [Fact]
    public void A_long_text_is_cut()
    {
        using (var provider = Provider(new FileLogOptions { MaxTextLength = 256 }))
        {
            provider.CreateLogger("c").LogInformation("{Text}", new string('x', 100_000));
        }

        Assert.InRange(Assert.Single(Lines()).Length, 500, 1000);
    }

    [Fact]
    public async Task A_process_writes_its_log_there_when_a_folder_is_configured_and_not_otherwise()
    {
        await using (var app = await TestApp.StartAsync())
        {
            app.Get<ILogger<FileLogTests>>().LogInformation("unseen");
            Assert.Empty(app.Folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories));
        }

        await using (var app = await TestApp.StartAsync(settings: new() { ["Logs:File:Directory"] = _folder.FullName }))
        {
            app.Get<ILogger<FileLogTests>>().LogInformation("seen");
        }

        Assert.Contains("seen", Messages());
    }

    private FileLoggerProvider Provider(FileLogOptions options)
    {
        options.Directory = _folder.FullName;
        return new FileLoggerProvider(FileLog.Of("tested", options, _folder.FullName, _clock));
    }

    private void WaitForLines(int count) =>
        Assert.True(SpinWait.SpinUntil(() => Lines().Count >= count, Wait.Limit), $"{count} lines were not written");

    private List<FileInfo> Files() =>
        [.. _folder.EnumerateFiles("*.jsonl").OrderBy(file => file.Name, StringComparer.Ordinal)];

    private List<string> Lines() => [.. Files().SelectMany(ReadLines)];

    private List<string> Messages() =>
        [.. Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!)];

    private static IEnumerable<string> ReadLines(FileInfo file)
    {
        using var reader = new StreamReader(
            file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
