using System.Globalization;
using System.IO.Compression;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class TraceFileTests
{
    [Fact]
    public void All_errors_are_told_at_once_each_with_line_and_column()
    {
        var reading = CsvTrace.Read(
            """
            output_tokens,x,arrival_s,input_tokens,prefix_block_ids
            1,y,1,1,
            q,y,NaN,0,1 x
            3,y,-1,1e9,
            3,y,2,3
            3,y,5,3,,,

            3,y,5,3,
            1.5,"a,b",4.5,"7",4 5
            3,y,1e12,12.0,
            ,y,Infinity,,-1
            """
        );

        Assert.Null(reading.Value);
        Assert.Equal(
            [
                "t.csv:3: arrival_s: must be finite, not 'NaN'",
                "t.csv:3: input_tokens: must be a whole number from 1 to 10000000, not '0'",
                "t.csv:3: output_tokens: must be a whole number from 1 to 10000000, not 'q'",
                "t.csv:3: prefix_block_ids: must be whole numbers with blanks between them; 'x' is none",
                "t.csv:4: arrival_s: must not be negative, as '-1' is",
                "t.csv:4: input_tokens: must be a whole number from 1 to 10000000, not '1e9'",
                "t.csv:5: the line has 4 fields, and the header 5",
                "t.csv:6: the line has more fields than the 5 of the header",
                "t.csv:9: arrival_s: goes back from 5 to 4.5: requests must be in order of arrival",
                "t.csv:9: output_tokens: must be a whole number from 1 to 10000000, not '1.5'",
                "t.csv:10: arrival_s: must be at most 315360000 seconds since the beginning, not '1e12'",
                "t.csv:11: arrival_s: must be finite, not 'Infinity'",
                "t.csv:11: input_tokens: must be a whole number from 1 to 10000000, not ''",
                "t.csv:11: output_tokens: must be a whole number from 1 to 10000000, not ''",
                "t.csv:11: prefix_block_ids: must be whole numbers with blanks between them; '-1' is none",
            ],
            reading.Problems.Select(problem => problem.ToString())
        );
    }

    [Theory]
    [InlineData("", "t.csv: the file is empty")]
    [InlineData("\n\r\n", "t.csv: the file is empty")]
    [InlineData("arrival_s,input_tokens,output_tokens\n", "t.csv: the trace has a header and no requests")]
    [InlineData(
        "arrival,input_tokens,output_tokens,output_tokens\n",
        "t.csv:1: arrival_s: the column is missing; 'arrival' is not read as it|t.csv:1: output_tokens: the column is there twice"
    )]
    [InlineData(
        "1.5,100,20\n",
        "t.csv:1: arrival_s: the column is missing|t.csv:1: input_tokens: the column is missing|t.csv:1: output_tokens: the column is missing"
    )]
    public void A_file_without_requests_is_told(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CsvTrace.Read(text).Problems));

    [Fact]
    public void A_header_with_too_many_columns_and_a_line_that_does_not_end_are_bounded()
    {
        var header = Assert.Single(CsvTrace.Read(new string(',', 1_000_000)).Problems);
        var line = Assert.Single(
            CsvTrace.Read($"{CsvTrace.Header}\n1,1,1\n{new string('9', 3_000_000)}\n2,1,1\n").Problems
        );

        Assert.Equal("the header has more than 64 columns", header.Message);
        Assert.Equal((3, "the line has more than 131072 characters"), (line.Line, line.Message));
    }

    [Fact]
    public void Beyond_a_hundred_problems_the_others_are_counted()
    {
        var problems = CsvTrace.Read($"{CsvTrace.Header}\n{string.Concat(Enumerable.Repeat("x,0,1\n", 500))}").Problems;

        Assert.Equal((101, "900 more problems are not listed."), (problems.Length, problems[^1].Message));
    }

    [Fact]
    public void Compression_is_told_by_the_bytes_and_not_by_the_name()
    {
        var bytes = CsvTrace.Gzip(Rows(1000));

        Assert.Equal(1000, TraceFile.Read("plain.csv", () => new MemoryStream(bytes)).Value!.Count);
    }

    [Fact]
    public void Several_compressed_parts_one_after_the_other_are_one_file()
    {
        byte[] bytes = [.. CsvTrace.Gzip($"{CsvTrace.Header}\n1,1,1\n"), .. CsvTrace.Gzip("2,1,1\n3,1,1")];

        Assert.Equal(3, TraceFile.Read("t.csv.gz", () => new MemoryStream(bytes)).Value!.Count);
    }

    [Fact]
    public void A_compressed_file_that_was_cut_off_anywhere_is_broken()
    {
        var bytes = CsvTrace.Gzip(Rows(60));

        for (var length = 2; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            var reading = TraceFile.Read("t.csv.gz", () => new MemoryStream(cut));
            Assert.True(
                reading.Problems.Any(problem => problem.Message.Contains("gzip", StringComparison.Ordinal)),
                $"cut at {length}"
            );
        }
    }

    [Fact]
    public void A_changed_byte_of_a_compressed_file_is_found()
    {
        var bytes = CsvTrace.Gzip(Rows(60));
        for (var at = 20; at < bytes.Length - 1; at += 7)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            Assert.False(TraceFile.Read("t.csv.gz", () => new MemoryStream(changed)).IsGood, $"byte {at}");
        }
    }

    [Fact]
    public void A_small_file_that_stands_for_a_huge_one_ends_at_the_limit_of_a_line()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes($"{CsvTrace.Header}\n"));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(zeros);
            }
        }

        var bomb = bytes.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = TraceFile.Read("bomb.csv.gz", () => new MemoryStream(bomb));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Equal("the line has more than 131072 characters", Assert.Single(reading.Problems).Message);
    }

    [Fact]
    public void A_long_trace_is_read_with_little_memory_however_long_it_is()
    {
        var small = Allocated(Rows(20_000));
        var large = Allocated(Rows(200_000));

        // What is allocated at all, and not only what is alive: the check keeps and makes nothing per line.
        Assert.InRange(large - small, -100_000, 100_000);
    }

    [Fact]
    public void While_a_long_trace_is_read_no_more_than_a_few_requests_are_alive()
    {
        var bytes = CsvTrace.Gzip(Rows(50_000));
        var trace = TraceFile.Read("t.csv.gz", () => new MemoryStream(bytes)).Value!;
        var workload = new TraceWorkload(trace, new TraceOptions(BuiltIn.Mix("m1")!));
        using var arrivals = workload.Read(seed: 1).GetEnumerator();

        var passed = Pass(arrivals, 49_000);
        GC.Collect();

        Assert.InRange(passed.Count(arrival => arrival.IsAlive), 0, 3);
        Assert.True(arrivals.MoveNext());
    }

    private static List<WeakReference> Pass(IEnumerator<Arrival> arrivals, int count)
    {
        var passed = new List<WeakReference>(count);
        while (passed.Count < count && arrivals.MoveNext())
        {
            passed.Add(new WeakReference(arrivals.Current));
        }

        return passed;
    }

    [Fact]
    public void A_trace_that_changes_after_it_was_checked_is_not_read_on()
    {
        var text = $"{CsvTrace.Header}\n1,1,1\n2,1,1\n";
        var trace = TraceFile.Read("t.csv", () => CsvTrace.File(text)()).Value!;
        var workload = new TraceWorkload(trace, new TraceOptions(BuiltIn.Mix("m1")!));
        text = $"{CsvTrace.Header}\n1,1,1\n0,1,1\n";

        Assert.Throws<InvalidDataException>(() => WorkloadFacts.Of(workload, 1));
    }

    private static long Allocated(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isGood = TraceFile.Read("t.csv", () => new MemoryStream(bytes)).IsGood;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(isGood);
        return allocated;
    }

    private static string Rows(int count) =>
        $"{CsvTrace.Header}\n"
        + string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i * 0.25},{(i * 7919 % 4000) + 1},{(i * 31 % 300) + 1}\n"
                    )
                )
        );
}
