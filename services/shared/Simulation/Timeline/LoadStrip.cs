using System.Globalization;
using System.Text;

namespace Orchestrator.Simulation.Timeline;

/// <summary>How many requests of a host ran or waited, as an area of steps. All hosts have one scale: high is much everywhere.</summary>
/// <param name="what">Class of the style sheet, and the label: <c>running</c>.</param>
/// <param name="past">As in "at most 5 ran".</param>
/// <param name="scale">Requests at the upper end, 0 when there were none anywhere.</param>
internal sealed class LoadStrip(string what, string past, ColumnSeries series, int scale, double height)
{
    public void Draw(SvgCanvas canvas, TimelinePicture picture, string host, double y)
    {
        var (left, right, bottom) = (picture.Axis.Left, picture.Axis.Right, y + height);
        var most = series.Max.ToString("0", CultureInfo.InvariantCulture);
        canvas.Text(left - 8, bottom - 2, $"{what}, at most {most}", "small right");
        if (series.Max > 0)
        {
            canvas.Path(Steps(picture, bottom), what, $"{host}: at most {most} {past} at once");
        }

        canvas.Path($"M{SvgCanvas.Number(left)} {SvgCanvas.Number(bottom)}H{SvgCanvas.Number(right)}", "grid");
        canvas.Text(right + 6, y + 9, scale.ToString(CultureInfo.InvariantCulture), "small");
    }

    private string Steps(TimelinePicture picture, double bottom)
    {
        var path = new StringBuilder();
        path.Append('M').Append(SvgCanvas.Number(picture.Axis.Left)).Append(' ').Append(SvgCanvas.Number(bottom));
        var last = 0.0;
        for (var column = 0; column < picture.ColumnsUsed; column++)
        {
            if (!series[column].Equals(last))
            {
                last = series[column];
                path.Append('H').Append(SvgCanvas.Number(picture.Pixels(column, column).From));
                path.Append('V').Append(SvgCanvas.Number(bottom - (height * last / Math.Max(1, scale))));
            }
        }

        path.Append('H').Append(SvgCanvas.Number(picture.Axis.Right));
        return path.Append('V').Append(SvgCanvas.Number(bottom)).Append('Z').ToString();
    }
}
