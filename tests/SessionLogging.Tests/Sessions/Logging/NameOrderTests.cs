namespace SessionLogging.Tests.Sessions.Logging;

public sealed class NameOrderTests
{
    private static readonly Gen<string[]> Name =
        Gen.OneOf("a", "b", "-", "ä", "\uE000", "\uFFFD", "\U0001F600", "\U00010000").Array[0, 4];

    [Fact]
    public void Names_are_ordered_by_their_UTF8_bytes() =>
        Gen.Select(Name, Name).Sample(
            (x, y) =>
            {
                var (left, right) = (string.Concat(x), string.Concat(y));
                var bytes = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(bytes), Math.Sign(NameOrder.Instance.Compare(left, right)));
            });
}
