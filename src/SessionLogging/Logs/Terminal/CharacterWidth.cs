namespace SessionLogging.Logs.Terminal;

/// <summary>How many columns a character takes on a terminal.</summary>
internal static class CharacterWidth
{
    /// <summary>0, 1 or 2; controls are none of its business.</summary>
    internal static int Of(int character)
    {
        if (character < 0x300)
        {
            return 1;
        }

        if (Holds(CharacterWidthTable.Two, character))
        {
            return 2;
        }

        return Holds(CharacterWidthTable.None, character) ? 0 : 1;
    }

    private static bool Holds(int[] ranges, int character)
    {
        var (low, high) = (0, ranges.Length / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[(2 * middle) + 1] < character)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return 2 * low < ranges.Length && ranges[2 * low] <= character;
    }
}
