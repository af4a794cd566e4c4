using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Planning;

namespace Orchestrator.Profiler.Tests.Planning;

public sealed class PlanFiguresTests
{
    // From the published configurations: layers, heads with keys of their own, their length.
    [Theory]
    [InlineData(3.2, 28, 8, 128)]
    [InlineData(8.2, 36, 8, 128)]
    [InlineData(14.8, 40, 8, 128)]
    [InlineData(32.8, 64, 8, 128)]
    [InlineData(70.6, 80, 8, 128)]
    public void The_rule_for_caches_of_unknown_shape_is_within_a_fifth_of_dense_models(
        double billions,
        int layers,
        int heads,
        int length
    )
    {
        var real = CacheBytes(layers, heads, length);

        Assert.InRange(MemoryNeed.CacheBytesPerToken(billions, 0), 0.8 * real, 1.2 * real);
    }

    [Fact]
    public void Memory_is_weights_and_context_times_slots_of_cache_and_working_memory() =>
        Assert.Equal(
            5_000_000_000 + (8192L * 4 * 147_456) + (512L << 20),
            MemoryNeed.Bytes(5_000_000_000, 8192, 4, CacheBytes(36, 8, 128))
        );

    [Fact]
    public void Without_a_parameter_count_the_file_stands_for_it() =>
        Assert.Equal(
            MemoryNeed.CacheBytesPerToken(8, 0),
            MemoryNeed.CacheBytesPerToken(0, 4_800_000_000),
            tolerance: 1.0
        );

    [Fact]
    public void One_slot_waits_as_the_formula_of_Pollaczek_and_Khinchin_says() =>
        // With a squared variation of 2 on average: ρ/(1−ρ) · 2 · S.
        Assert.Equal(2.0 * 3 * 0.5 / 0.5, QueueWait.Seconds(0.5, 1, 3), precision: 9);

    [Fact]
    public void More_slots_wait_less_and_more_load_waits_longer_also_above_what_can_be_done()
    {
        Assert.True(QueueWait.Seconds(0.7, 4, 3) < QueueWait.Seconds(0.7, 1, 3));
        var waits = new[] { 0.1, 0.5, 0.9, 0.95, 1.5, 3 }.Select(load => QueueWait.Seconds(load, 2, 3)).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(waits.Count, waits.Distinct().Count());
    }

    [Fact]
    public void Two_equal_guests_in_the_space_of_one_are_each_there_half_of_the_time()
    {
        (double, long)[] guests = [(0.1, 10), (0.1, 10)];
        var stay = GuestHits.Stay(guests, space: 10, keepAlive: 3600);

        Assert.Equal(0.5 * GuestHits.Share(1, 3600), GuestHits.Share(0.1, stay), tolerance: 0.001);
    }

    [Fact]
    public void A_guest_with_room_enough_stays_for_its_keep_alive()
    {
        (double, long)[] guests = [(0.1, 10), (0.1, 10)];

        Assert.Equal(300, GuestHits.Stay(guests, space: 20, keepAlive: 300));
        Assert.Equal(0, GuestHits.Stay(guests, space: 0, keepAlive: 300), precision: 6);
    }

    // A key and a value for each number of each head of each layer, two bytes each in half precision.
    private static double CacheBytes(int layers, int heads, int length) => 4.0 * layers * heads * length;
}
