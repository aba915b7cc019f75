namespace SessionLogging.Logs;

/// <summary>What there is to know of a line of a session log before it is taken as evidence.</summary>
[Flags]
public enum LineMarks : long
{
    /// <summary>It reads as it stood on the screen.</summary>
    None = 0,

    /// <summary>It goes on from the line before, which had reached 16 MiB.</summary>
    Continued = 1,

    /// <summary>A row of the last frame that a full-screen program (an editor, a pager) showed: it was never part of the lines around it.</summary>
    FullScreen = 2,

    /// <summary>Something in it was not to be seen and is left out: characters without a width, marks of the direction of writing, a title with line ends.</summary>
    Hidden = 4,

    /// <summary>The agent's streaming took something out of it, or may have: it need not be what stood on the screen.</summary>
    Damaged = 8,

    /// <summary>It was put together from slices of which one may have been shortened before it was cut.</summary>
    JoinUncertain = 16,
}
