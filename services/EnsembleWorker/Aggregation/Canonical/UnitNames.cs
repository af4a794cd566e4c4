namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>
/// Compared in | factor | names. A thousand bytes are a kB, 1024 are a KiB; a litre is a cubic decimetre. Temperatures are not
/// converted, because a difference and a temperature are written alike.
/// </summary>
internal static class UnitNames
{
    public static readonly IReadOnlyList<string> Lines =
    [
        "m|1|m,meter,meters,metre,metres,미터",
        "m|1000|km,kilometer,kilometers,kilometre,kilometres,킬로미터",
        "m|1/100|cm,centimeter,centimeters,centimetre,centimetres,센티미터,센티",
        "m|1/1000|mm,millimeter,millimeters,millimetre,millimetres,밀리미터",
        "m|1609.344|mi,mile,miles,마일",
        "m|0.3048|ft,foot,feet,피트",
        "m|0.0254|in,inch,inches,인치",
        "m|0.9144|yd,yard,yards,야드",
        "m2|1|m2,square_meter,square_meters,square_metre,square_metres,제곱미터,평방미터",
        "m2|1000000|km2,square_kilometer,square_kilometers,square_kilometre,square_kilometres,제곱킬로미터",
        "m2|1/10000|cm2,square_centimeter,square_centimeters,square_centimetre,square_centimetres,제곱센티미터",
        "m2|10000|ha,hectare,hectares,헥타르",
        "l|1|l,L,liter,liters,litre,litres,리터",
        "l|1/1000|ml,mL,milliliter,milliliters,millilitre,millilitres,밀리리터,cm3,cc",
        "l|1000|m3,cubic_meter,cubic_meters,cubic_metre,cubic_metres,세제곱미터",
        "g|1|g,gram,grams,그램",
        "g|1000|kg,kilogram,kilograms,kilo,kilos,킬로그램,킬로",
        "g|1/1000|mg,milligram,milligrams,밀리그램",
        "g|1000000|t,ton,tons,tonne,tonnes,톤",
        "g|453.59237|lb,lbs,pound,pounds,파운드",
        "g|28.349523125|oz,ounce,ounces,온스",
        "s|1|s,sec,secs,second,seconds,초",
        "s|1/1000|ms,millisecond,milliseconds,밀리초",
        "s|60|min,mins,minute,minutes,분",
        "s|3600|h,hr,hrs,hour,hours,시간",
        "s|86400|d,day,days,일",
        "s|604800|week,weeks,주,주일",
        "month|1|month,months,개월,달",
        "month|12|year,years,년",
        "m/s|1|m/s,metres_per_second,meters_per_second",
        "m/s|5/18|km/h,kmh,kph,kilometres_per_hour,kilometers_per_hour",
        "m/s|0.44704|mph,miles_per_hour",
        "bit|1|bit,bits,b,비트",
        "bit|1000|kbit,kilobit,kilobits,킬로비트",
        "bit|1000000|Mbit,mbit,Mb,megabit,megabits,메가비트",
        "bit|1000000000|Gbit,gbit,Gb,gigabit,gigabits,기가비트",
        "bit|8|byte,bytes,B,바이트",
        "bit|8000|kB,KB,kb,kilobyte,kilobytes,킬로바이트",
        "bit|8000000|MB,mb,megabyte,megabytes,메가바이트",
        "bit|8000000000|GB,gb,gigabyte,gigabytes,기가바이트",
        "bit|8192|KiB,kib,kibibyte,kibibytes",
        "bit|8388608|MiB,mib,mebibyte,mebibytes",
        "bit|8589934592|GiB,gib,gibibyte,gibibytes",
        "°C|1|°C,°c,℃,degrees_celsius,degree_celsius,celsius,섭씨",
        "°F|1|°F,°f,℉,degrees_fahrenheit,degree_fahrenheit,fahrenheit,화씨",
        // Which degrees is usually known from the question, as it is with what is counted.
        "|1|°,degree,degrees,도",
        "%|1|%,percent,per_cent,퍼센트,프로",
        "KRW|1|원,won,KRW,krw",
        "USD|1|dollar,dollars,달러,USD,usd,$",
        "USD|1/100|cent,cents,센트",
        "EUR|1|euro,euros,유로,EUR,eur,€",
        "|1|개,명,점,번,회,마리,권,장,살,세,가지,자루,대,그루,송이,조각,배,번째,위,등,쪽,페이지,칸,층,cm당,사람,글자",
        "|1|piece,pieces,people,persons,person,times,time,items,item,apples,units,unit,ways,letters",
        "|12|다스,dozen,dozens",
    ];
}
