package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.Micros;
import io.penstock.base.UserError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** How values of a column's type are packed, and how keys of it are written as text. */
enum ValueType {
    TEXT(String.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.sized(((String) value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Object unpack(ByteBuffer in) {
            return new String(Bytes.sized(in), StandardCharsets.UTF_8);
        }

        @Override
        Object parse(String text) {
            return text;
        }
    },
    BOOLEAN(Boolean.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put((byte) ((Boolean) value ? 1 : 0));
        }

        @Override
        Object unpack(ByteBuffer in) {
            return in.get() != 0;
        }

        @Override
        Object parse(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        }
    },
    INT(Integer.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put((int) value);
        }

        @Override
        Object unpack(ByteBuffer in) {
            return in.getInt();
        }

        @Override
        Object parse(String text) {
            return Integer.valueOf(text);
        }
    },
    LONG(Long.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put((long) value);
        }

        @Override
        Object unpack(ByteBuffer in) {
            return in.getLong();
        }

        @Override
        Object parse(String text) {
            return Long.valueOf(text);
        }
    },
    FLOAT(Float.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put(Float.floatToRawIntBits((float) value));
        }

        @Override
        Object unpack(ByteBuffer in) {
            return Float.intBitsToFloat(in.getInt());
        }

        @Override
        Object parse(String text) {
            return Float.valueOf(text);
        }
    },
    DOUBLE(Double.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put(Double.doubleToRawLongBits((double) value));
        }

        @Override
        Object unpack(ByteBuffer in) {
            return Double.longBitsToDouble(in.getLong());
        }

        @Override
        Object parse(String text) {
            return Double.valueOf(text);
        }
    },
    DECIMAL(BigDecimal.class) {
        @Override
        void pack(Object value, Bytes out) {
            BigDecimal decimal = (BigDecimal) value;
            out.put(decimal.scale());
            out.sized(decimal.unscaledValue().toByteArray());
        }

        @Override
        Object unpack(ByteBuffer in) {
            int scale = in.getInt();
            return new BigDecimal(new BigInteger(Bytes.sized(in)), scale);
        }

        @Override
        Object parse(String text) {
            return new BigDecimal(text);
        }
    },
    DATE(LocalDate.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put((int) ((LocalDate) value).toEpochDay());
        }

        @Override
        Object unpack(ByteBuffer in) {
            return LocalDate.ofEpochDay(in.getInt());
        }

        @Override
        Object parse(String text) {
            return LocalDate.parse(text);
        }
    },
    TIMESTAMP(Instant.class) {
        @Override
        void pack(Object value, Bytes out) {
            out.put(Micros.of((Instant) value));
        }

        @Override
        Object unpack(ByteBuffer in) {
            return Micros.instant(in.getLong());
        }

        @Override
        Object parse(String text) {
            return Instant.parse(text);
        }
    };

    private final Class<?> java;

    ValueType(Class<?> java) {
        this.java = java;
    }

    abstract void pack(Object value, Bytes out);

    abstract Object unpack(ByteBuffer in);

    /** Reads what {@link Object#toString} of a value writes. */
    abstract Object parse(String text);

    static ValueType of(ColumnType type) {
        return switch (type.name()) {
            case "string" -> TEXT;
            case "boolean" -> BOOLEAN;
            case "int" -> INT;
            case "bigint" -> LONG;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            default -> DECIMAL;
        };
    }

    /** The text as a value of a type; a {@link UserError} names the column where it is none. */
    static Object parse(String text, ColumnType type, String column) {
        try {
            return as(of(type).parse(text), type, column);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(text, type, column);
        }
    }

    /** The value as the one Java class that a type has: a smaller whole number is widened, a decimal gets its scale. */
    static Object as(Object value, ColumnType type, String column) {
        ValueType wanted = of(type);
        Object fitting = value instanceof Integer small && wanted == LONG ? (Object) small.longValue() : value;
        if (!wanted.java.isInstance(fitting)) {
            throw refused(value, type, column);
        }
        return wanted == DECIMAL ? scaled((BigDecimal) fitting, type, column) : fitting;
    }

    static int precision(ColumnType decimal) {
        return Integer.parseInt(decimal.name()
                .substring(decimal.name().indexOf('(') + 1, decimal.name().indexOf(',')));
    }

    static int scale(ColumnType decimal) {
        String name = decimal.name();
        return Integer.parseInt(name.substring(name.indexOf(',') + 1, name.length() - 1));
    }

    private static BigDecimal scaled(BigDecimal value, ColumnType type, String column) {
        try {
            return value.setScale(scale(type), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw refused(value, type, column);
        }
    }

    private static UserError refused(Object value, ColumnType type, String column) {
        String given = value == null
                ? "null"
                : "\"" + value + "\" (" + value.getClass().getSimpleName() + ")";
        return new UserError(column + " has the type " + type + "; refused: " + given);
    }
}
